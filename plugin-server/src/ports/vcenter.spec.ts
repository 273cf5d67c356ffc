import { describeVcenter } from '../../testing/contracts/describe-vcenter.ts';
import type { VcenterSubject } from '../../testing/contracts/vcenter-subject.ts';
import type { FakeWorld } from '../../testing/fake-vcenter/fake-world.ts';
import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import {
  aBundle,
  aCluster,
  aClusterFilter,
  aDisconnectedHost,
  aHost,
  aHostFilter,
} from '../../testing/inventory-builders.ts';
import { addFolders } from '../../testing/vm-world.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';

const standaloneResource = { type: 'ComputeResource', value: 'domain-s9' };

/** Puts the filter on the fourth cluster and on the disk of one of its machines; another one has a snapshot. */
function protectDisks(
  world: FakeWorld,
  vm: ManagedObjectReference,
): Omit<VcenterSubject['protected'], 'cluster'> {
  const filter = aClusterFilter({ version: aBundle().filter.vibVersion });
  world.putRecord({ type: 'ClusterComputeResource', value: 'domain-c4' }, { filter, issues: [] });
  const protectedVm = { type: 'VirtualMachine', value: 'vm-2' };
  world.vms.set('vm-2', {
    ref: protectedVm,
    name: 'sql-1',
    host: { type: 'HostSystem', value: 'host-7' },
    powerState: 'poweredOn',
    template: false,
  });
  const snapshotVm = { type: 'VirtualMachine', value: 'vm-3' };
  world.vms.set('vm-3', {
    ref: snapshotVm,
    name: 'mail-1',
    host: { type: 'HostSystem', value: 'host-8' },
    powerState: 'poweredOn',
    template: false,
    hasSnapshot: true,
  });
  for (const free of [vm, snapshotVm])
    world.disks.push({ vm: free, diskKey: 2000, profileId: null, filterNames: [] });
  world.policies.set('policy-1', { name: 'Replicated', filterNames: [filter.name] });
  world.disks.push({
    vm: protectedVm,
    diskKey: 2000,
    profileId: 'policy-1',
    filterNames: [filter.name],
  });
  const policy = { id: 'policy-1', name: 'Replicated' };
  return {
    disk: { vm: protectedVm, diskKey: 2000 },
    policy,
    snapshotDisk: { vm: snapshotVm, diskKey: 2000 },
  };
}

function fakeSubject(): Promise<VcenterSubject> {
  const hosts = [aHost(1), aHost(2)];
  const partnerHosts = [aHost(3), aHost(4)];
  const away = [aHost(5), aDisconnectedHost(6)];
  const protectedHosts = [aHost(7), aHost(8)].map((host) => ({
    ...host,
    filters: [aHostFilter()],
  }));
  const standalone = { ...aHost(9, { parent: standaloneResource }), datacenter: 'Berlin' };
  const vcenter = new FakeVcenter({
    clusters: [
      aCluster(1, hosts),
      aCluster(2, partnerHosts),
      aCluster(3, away),
      aCluster(4, protectedHosts),
    ],
    standaloneHosts: [standalone],
    bundles: [aBundle()],
  });
  const { world } = vcenter;
  world.acceptanceLevels.set('host-4', 'partner');
  const vm = { type: 'VirtualMachine', value: 'vm-1' };
  const [host] = hosts;
  const [folder = null] = addFolders(world);
  world.tags = [{ id: 'tag-1', category: 'Tier', name: 'Gold', vmIds: ['vm-1'] }];
  world.vms.set('vm-1', {
    ref: vm,
    folder,
    name: 'web-1',
    host: host?.ref ?? null,
    powerState: 'poweredOn',
    template: false,
  });
  const protectedDisks = protectDisks(world, vm);
  const lacking = world.hosts.map(({ ref }) => ({
    objectId: ref.value,
    privilege: 'Host.Config.Patch',
  }));
  const { name, vendor, vibVersion } = aBundle().filter;
  return Promise.resolve({
    connection: vcenter.connection(),
    bundle: {
      url: vcenter.urlOf(aBundle()),
      trust: { kind: 'trustedRoot' },
      name,
      vendor,
      vibVersion,
    },
    cluster: { type: 'ClusterComputeResource', value: 'domain-c1' },
    partnerCluster: { type: 'ClusterComputeResource', value: 'domain-c2' },
    partnerHost: { type: 'HostSystem', value: 'host-4' },
    disconnectedHost: { type: 'HostSystem', value: 'host-6' },
    standaloneHost: standalone.ref,
    standaloneResource,
    vm,
    tag: { category: 'Tier', name: 'Gold' },
    protected: {
      cluster: { type: 'ClusterComputeResource', value: 'domain-c4' },
      ...protectedDisks,
    },
    sessions: {
      administrator: vcenter.user('anna').sessionKey,
      operator: vcenter.user('otto', ...lacking).sessionKey,
    },
    users: { administrator: 'VSPHERE.LOCAL\\anna', operator: 'VSPHERE.LOCAL\\otto' },
    taskTypeId: 'com.rtr.iofilter.task.setup',
    disconnectHost: ({ value }) => {
      world.changeHost(value, { connectionState: 'disconnected', filters: null });
      return Promise.resolve();
    },
    reconnectHost: ({ value }) => {
      world.changeHost(value, { connectionState: 'connected', filters: [] });
      return Promise.resolve();
    },
    setDrs: ({ value }, level) => {
      world.changeCluster(value, { drs: { enabled: level !== 'off', behavior: level } });
      return Promise.resolve();
    },
    touchVm: ({ value }) => {
      world.touchVm(value);
      return Promise.resolve();
    },
    // Sessions and restarts are matters of the wire, of which there is none here.
    expireSessions: () => Promise.resolve(),
    restart: () => Promise.resolve(),
    close: () => Promise.resolve(),
  });
}

describeVcenter('The vCenter in memory', fakeSubject);
