import type { DataObject, Ref } from '../core/managed-object.ts';
import { ref } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import { invalidArgument, VimFault } from '../core/vim-fault.ts';
import { disksUsing } from '../filters/disk-filters.ts';
import { clusterHosts } from '../filters/filter-context.ts';
import type { BundleRequest, FilterContext } from '../filters/filter-context.ts';
import { clusterFilterInfo, filterIssues } from '../filters/filter-store.ts';
import type { FilterRecord } from '../filters/filter-store.ts';
import { installFilter } from '../filters/install-operation.ts';
import { runOnHosts } from '../filters/run-operation.ts';
import { uninstallFilter } from '../filters/uninstall-operation.ts';
import { upgradeFilter } from '../filters/upgrade-operation.ts';

/** The one I/O filter manager of a vCenter. */
export const ioFilterManager: Ref = ref('IoFilterManager', 'IoFilterManager');

/** Changing or removing a filter takes hosts through maintenance mode. vSphere API reference. */
const changePrivileges = ['Host.Config.Patch', 'Host.Config.Maintenance'];

/** Puts the I/O filter manager into the registry and defines its methods. */
export function installIoFilterManager(context: FilterContext): void {
  const { registry, methods } = context.world.vcenter;
  registry.put({ ref: ioFilterManager, properties: {} });
  const define = (name: string, run: (context: FilterContext, call: Call) => unknown): void => {
    methods.define('IoFilterManager', name, (call) => run(context, call));
  };
  define('InstallIoFilter_Task', install);
  define('UpgradeIoFilter_Task', upgrade);
  define('UninstallIoFilter_Task', uninstall);
  define('ResolveInstallationErrorsOnCluster_Task', resolveOnCluster);
  define('ResolveInstallationErrorsOnHost_Task', resolveOnHost);
  define('QueryIoFilterInfo', ({ store }, { args }) =>
    store.of(existing(context, args['compRes'])).map(clusterFilterInfo),
  );
  define('QueryIoFilterIssues', (_, { args }) => filterIssues(recordOf(context, args)));
  define('QueryDisksUsingFilter', (_, { args }) => {
    const { cluster, filter } = recordOf(context, args);
    return disksUsing(context, cluster, filter.id);
  });
}

function existing({ world }: FilterContext, value: unknown): Ref {
  return world.vcenter.registry.get(value as Ref).ref;
}

function recordOf(context: FilterContext, args: Call['args']): FilterRecord {
  return context.store.get(existing(context, args['compRes']), String(args['filterId']));
}

/** The cluster of a call, after the checks that every change makes: no standalone host, and all privileges on all hosts. */
function cluster(context: FilterContext, call: Call, privileges: readonly string[]): Ref {
  const found = existing(context, call.args['compRes'] ?? call.args['cluster']);
  if (found.type !== 'ClusterComputeResource') {
    throw invalidArgument('compRes', 'I/O filters can only be managed on a cluster.');
  }
  const { authorization } = call.vcenter;
  authorization.require(call.session, clusterHosts(context, found), privileges);
  return found;
}

function bundleRequest({ args, session }: Call, target: Ref): BundleRequest {
  const vibSslTrust = args['vibSslTrust'] as DataObject | undefined;
  const vibUrl = String(args['vibUrl']);
  return { vibUrl, cluster: target, session, ...(vibSslTrust && { vibSslTrust }) };
}

/** Checks at once what needs no bundle; the rest fails in the task. */
function install(context: FilterContext, call: Call): Ref {
  const request = bundleRequest(call, cluster(context, call, ['Host.Config.Patch']));
  return call.vcenter.tasks.run(
    {
      entity: request.cluster,
      name: 'InstallIoFilter_Task',
      descriptionId: 'IoFilterManager.installIoFilter',
      cancelable: context.cancelable,
      session: call.session,
    },
    (task) => installFilter(context, request, task),
  );
}

function upgrade(context: FilterContext, call: Call): Ref {
  const request = bundleRequest(call, cluster(context, call, changePrivileges));
  const record = recordOf(context, call.args);
  requireDrs(context, request.cluster);
  return call.vcenter.tasks.run(
    {
      entity: request.cluster,
      name: 'UpgradeIoFilter_Task',
      descriptionId: 'IoFilterManager.upgradeIoFilter',
      cancelable: context.cancelable,
      session: call.session,
    },
    (task) => upgradeFilter(context, record, request, task),
  );
}

function uninstall(context: FilterContext, call: Call): Ref {
  const { session } = call;
  const target = cluster(context, call, changePrivileges);
  const record = recordOf(context, call.args);
  requireDrs(context, target);
  const disk = disksUsing(context, target, record.filter.id);
  if (disk.length > 0) {
    const text = `The filter ${record.filter.name} is used by ${disk.length} virtual disk(s).`;
    throw new VimFault('FilterInUse', { disk }, text);
  }
  return call.vcenter.tasks.run(
    {
      entity: target,
      name: 'UninstallIoFilter_Task',
      descriptionId: 'IoFilterManager.uninstallIoFilter',
      cancelable: context.cancelable,
      session,
    },
    (task) => uninstallFilter(context, record, { task, session }),
  );
}

/** Upgrade and removal are refused while DRS is off. vSphere API reference. */
function requireDrs({ world }: FilterContext, target: Ref): void {
  const configuration = world.vcenter.registry.get(target).properties['configuration'];
  const { drsConfig } = configuration as { drsConfig: DataObject };
  if (drsConfig['enabled'] === true) return;
  throw new VimFault('InvalidState', {}, 'DRS is disabled on the cluster.');
}

/** Goes on with what the record's last operation left undone; the bundle is the one that vCenter has read already (simulation's choice). */
function resolveOnCluster(context: FilterContext, call: Call): Ref {
  const target = cluster(context, call, changePrivileges);
  const record = context.store.get(target, String(call.args['filterId']));
  return resolve(context, call, { record, entity: target, hosts: clusterHosts(context, target) });
}

function resolveOnHost(context: FilterContext, call: Call): Ref {
  const { registry, authorization } = call.vcenter;
  const host = existing(context, call.args['host']);
  authorization.require(call.session, [host], changePrivileges);
  const parent = registry.get(host).properties['parent'] as Ref;
  const record = context.store.get(parent, String(call.args['filterId']));
  return resolve(context, call, { record, entity: host, hosts: [host] });
}

function resolve(
  context: FilterContext,
  { vcenter, session }: Call,
  scope: { readonly record: FilterRecord; readonly entity: Ref; readonly hosts: readonly Ref[] },
): Ref {
  const { record, entity, hosts } = scope;
  const where = entity.type === 'HostSystem' ? 'Host' : 'Cluster';
  return vcenter.tasks.run(
    {
      entity,
      name: `ResolveInstallationErrorsOn${where}_Task`,
      descriptionId: `IoFilterManager.resolveInstallationErrorsOn${where}`,
      cancelable: context.cancelable,
      session,
    },
    async (task) => {
      await runOnHosts(context, record, { hosts, task, session, resolving: true });
      if (record.opType === 'uninstall' && record.issues.size === 0) context.store.remove(record);
    },
  );
}
