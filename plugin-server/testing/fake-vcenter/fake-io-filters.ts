import type { ClusterFilter, HostIssue } from '../../src/domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import { compareProductVersions } from '../../src/domain/version.ts';
import { VimFault } from '../../src/domain/vim-fault.ts';
import type { VirtualDiskRef } from '../../src/domain/virtual-disk.ts';
import type { IoFilters } from '../../src/ports/vcenter.ts';
import type { FakeLine } from './fake-line.ts';
import type { FakeOperations } from './fake-operations.ts';
import type { FakeRecord, FakeWorld } from './fake-world.ts';
import { isSame, objectNotFound } from './fake-world.ts';

/** Changing or removing a filter takes hosts through maintenance mode. */
const CHANGE_PRIVILEGES = ['Host.Config.Patch', 'Host.Config.Maintenance'];

/** IoFilterManager with the rules of the vSphere API reference. */
export class FakeIoFilters implements IoFilters {
  readonly #world: FakeWorld;
  readonly #operations: FakeOperations;
  readonly #line: FakeLine;

  constructor(world: FakeWorld, operations: FakeOperations, line: FakeLine) {
    this.#world = world;
    this.#operations = operations;
    this.#line = line;
  }

  installedOn(cluster: ManagedObjectReference): Promise<readonly ClusterFilter[]> {
    return this.#line.call('QueryIoFilterInfo', () =>
      this.#world.recordsOf(cluster).map(({ filter }) => filter),
    );
  }

  issuesOf(filterId: string, cluster: ManagedObjectReference): Promise<readonly HostIssue[]> {
    return this.#line.call('QueryIoFilterIssues', () => this.#record(filterId, cluster).issues);
  }

  install(cluster: ManagedObjectReference, bundleUrl: string): Promise<ManagedObjectReference> {
    return this.#line.call('InstallIoFilter_Task', () => {
      this.#checkTarget(cluster, ['Host.Config.Patch']);
      const bundle = this.#world.bundlesByUrl.get(bundleUrl)?.filter;
      const same = this.#world
        .recordsOf(cluster)
        .find(({ filter }) => filter.name === bundle?.name && filter.vendor === bundle.vendor);
      if (same !== undefined)
        throw new VimFault('AlreadyExists', 'The filter is on the cluster already.');
      return this.#operations.start(cluster, {
        method: 'InstallIoFilter_Task',
        descriptionId: 'IoFilterManager.installIoFilter',
        operation: 'install',
        url: bundleUrl,
      });
    });
  }

  upgrade(
    filterId: string,
    cluster: ManagedObjectReference,
    bundleUrl: string,
  ): Promise<ManagedObjectReference> {
    return this.#line.call('UpgradeIoFilter_Task', () => {
      this.#checkTarget(cluster, CHANGE_PRIVILEGES);
      const { filter } = this.#record(filterId, cluster);
      this.#checkDrs(cluster);
      const version = this.#world.bundlesByUrl.get(bundleUrl)?.filter.vibVersion ?? '';
      if (compareProductVersions(version, filter.version) <= 0)
        throw new VimFault('InvalidArgument', 'The bundle is no upgrade of the filter.');
      return this.#operations.start(cluster, {
        method: 'UpgradeIoFilter_Task',
        descriptionId: 'IoFilterManager.upgradeIoFilter',
        operation: 'upgrade',
        url: bundleUrl,
        filterId,
      });
    });
  }

  uninstall(filterId: string, cluster: ManagedObjectReference): Promise<ManagedObjectReference> {
    return this.#line.call('UninstallIoFilter_Task', () => {
      this.#checkTarget(cluster, CHANGE_PRIVILEGES);
      const { filter } = this.#record(filterId, cluster);
      this.#checkDrs(cluster);
      const disk = this.#world
        .disksWith(filter.name, cluster)
        .map(({ vm, diskKey }) => ({ vm, diskId: diskKey }));
      if (disk.length > 0)
        throw new VimFault('FilterInUse', `${disk.length} disk(s) use the filter.`, { disk });
      return this.#operations.start(cluster, {
        method: 'UninstallIoFilter_Task',
        descriptionId: 'IoFilterManager.uninstallIoFilter',
        operation: 'uninstall',
        url: filter.vibUrl ?? '',
        filterId,
      });
    });
  }

  disksUsing(
    filterId: string,
    cluster: ManagedObjectReference,
  ): Promise<readonly VirtualDiskRef[]> {
    return this.#line.call('QueryDisksUsingFilter', () => {
      const { filter } = this.#record(filterId, cluster);
      const disks = this.#world.disksWith(filter.name, cluster);
      return disks.map(({ vm, diskKey }) => ({ vm, diskKey }));
    });
  }

  resolveOnCluster(
    filterId: string,
    cluster: ManagedObjectReference,
  ): Promise<ManagedObjectReference> {
    return this.#line.call('ResolveInstallationErrorsOnCluster_Task', () => {
      this.#checkTarget(cluster, CHANGE_PRIVILEGES);
      const { filter } = this.#record(filterId, cluster);
      return this.#operations.start(cluster, {
        method: 'ResolveInstallationErrorsOnCluster_Task',
        descriptionId: 'IoFilterManager.resolveInstallationErrorsOnCluster',
        operation: filter.operation,
        url: filter.vibUrl ?? '',
        filterId,
      });
    });
  }

  resolveOnHost(filterId: string, host: ManagedObjectReference): Promise<ManagedObjectReference> {
    return this.#line.call('ResolveInstallationErrorsOnHost_Task', () => {
      const found = this.#world.hosts.find(({ ref }) => isSame(ref, host));
      if (found === undefined) throw objectNotFound(host);
      this.#world.require([host], CHANGE_PRIVILEGES);
      const { filter } = this.#record(filterId, found.parent);
      return this.#operations.start(found.parent, {
        method: 'ResolveInstallationErrorsOnHost_Task',
        descriptionId: 'IoFilterManager.resolveInstallationErrorsOnHost',
        operation: filter.operation,
        url: filter.vibUrl ?? '',
        filterId,
        host,
      });
    });
  }

  #record(filterId: string, cluster: ManagedObjectReference): FakeRecord {
    const record = this.#world.recordsOf(cluster).find(({ filter }) => filter.id === filterId);
    if (record === undefined)
      throw new VimFault('NotFound', `The filter ${filterId} is not on the cluster.`);
    return record;
  }

  #checkTarget(target: ManagedObjectReference, privileges: readonly string[]): void {
    if (this.#world.hosts.some((host) => isSame(host.parent, target)) && !isCluster(target))
      throw new VimFault('InvalidArgument', 'A standalone host cannot carry an I/O filter.');
    this.#world.require(
      this.#world.cluster(target).hosts.map(({ ref }) => ref),
      privileges,
    );
  }

  #checkDrs(cluster: ManagedObjectReference): void {
    if (!this.#world.cluster(cluster).drs.enabled)
      throw new VimFault('InvalidState', 'DRS is disabled on the cluster.');
  }
}

function isCluster(ref: ManagedObjectReference): boolean {
  return ref.type === 'ClusterComputeResource';
}
