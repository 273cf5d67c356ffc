import type { DataObject, Ref } from '../core/managed-object.ts';
import { ref } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import { invalidArgument } from '../core/vim-fault.ts';
import { clusterFilterInfo, filterIssues } from '../filters/filter-store.ts';
import { clusterHosts, installFilter } from '../filters/install-operation.ts';
import type { InstallContext } from '../filters/install-operation.ts';

/** The one I/O filter manager of a vCenter. */
export const ioFilterManager: Ref = ref('IoFilterManager', 'IoFilterManager');

/** Puts the I/O filter manager into the registry and defines its methods. */
export function installIoFilterManager(context: InstallContext): void {
  const { registry, methods } = context.world.vcenter;
  registry.put({ ref: ioFilterManager, properties: {} });
  methods.define('IoFilterManager', 'InstallIoFilter_Task', (call) => install(context, call));
  methods.define('IoFilterManager', 'QueryIoFilterInfo', ({ args }) =>
    context.store.of(existing(context, args['compRes'])).map(clusterFilterInfo),
  );
  methods.define('IoFilterManager', 'QueryIoFilterIssues', ({ args }) =>
    filterIssues(context.store.get(existing(context, args['compRes']), String(args['filterId']))),
  );
  methods.define('IoFilterManager', 'QueryDisksUsingFilter', ({ args }) => {
    const cluster = existing(context, args['compRes']);
    const { filter } = context.store.get(cluster, String(args['filterId']));
    return disksUsing(context, cluster, filter.id);
  });
}

function existing({ world }: InstallContext, value: unknown): Ref {
  return world.vcenter.registry.get(value as Ref).ref;
}

/** Checks at once what needs no bundle; the rest fails in the task. */
function install(context: InstallContext, { vcenter, session, args }: Call): Ref {
  const cluster = existing(context, args['compRes']);
  if (cluster.type !== 'ClusterComputeResource') {
    throw invalidArgument('compRes', 'I/O filters can only be installed on a cluster.');
  }
  vcenter.authorization.require(session, clusterHosts(context, cluster), ['Host.Config.Patch']);
  const vibSslTrust = args['vibSslTrust'] as DataObject | undefined;
  const request = {
    vibUrl: String(args['vibUrl']),
    cluster,
    session,
    ...(vibSslTrust && { vibSslTrust }),
  };
  return vcenter.tasks.run(
    {
      entity: cluster,
      name: 'InstallIoFilter_Task',
      descriptionId: 'IoFilterManager.installIoFilter',
      session,
    },
    (task) => installFilter(context, request, task),
  );
}

/** Every disk of the cluster's machines, running or not, that has the filter attached. */
export function disksUsing({ world }: InstallContext, cluster: Ref, id: string): DataObject[] {
  const { registry } = world.vcenter;
  const hosts = registry.get(cluster).properties['host'] as readonly Ref[];
  return hosts
    .flatMap((host) => registry.get(host).properties['vm'] as readonly Ref[])
    .flatMap((vm) => {
      const config = registry.get(vm).properties['config'] as DataObject | undefined;
      const hardware = config?.['hardware'] as DataObject | undefined;
      const devices = (hardware?.['device'] as DataObject[] | undefined) ?? [];
      return devices
        .filter((device) => (device['iofilter'] as string[] | undefined)?.includes(id) === true)
        .map((device) => ({ vm, diskId: device['key'] }));
    });
}
