import type { DataObject, Ref } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import { invalidArgument, VimFault } from '../core/vim-fault.ts';
import type { FilterContext } from '../filters/filter-context.ts';
import { isSame, nameOf, runtimeOf } from '../inventory/vm-state.ts';
import { machinesToLeave, planEvacuation } from '../maintenance/evacuation.ts';
import type { Evacuation } from '../maintenance/evacuation.ts';

/** Simulated time that leaving maintenance mode takes. */
const EXIT_MILLISECONDS = 1000;

/** Defines the methods of hosts and clusters around maintenance mode. */
export function defineMaintenanceMethods(context: FilterContext): void {
  const { methods } = context.world.vcenter;
  methods.define('HostSystem', 'EnterMaintenanceMode_Task', (call) => enter(context, call));
  methods.define('HostSystem', 'ExitMaintenanceMode_Task', (call) => exit(context, call));
  methods.define('ClusterComputeResource', 'ClusterEnterMaintenanceMode', (call) =>
    forecast(context, call),
  );
}

function connected({ target, vcenter }: Call): Ref {
  if (runtimeOf(vcenter.registry, target.ref)['connectionState'] === 'connected') return target.ref;
  const name = nameOf(vcenter.registry, target.ref);
  throw new VimFault('HostNotConnected', {}, `The host ${name} is not connected.`);
}

/** Refused at once when the host is there already; the rest happens in the task, which can be cancelled. */
function enter({ maintenance }: FilterContext, call: Call): Ref {
  const host = connected(call);
  const { timeout, evacuatePoweredOffVms } = call.args as {
    timeout: number;
    evacuatePoweredOffVms?: boolean;
  };
  if (maintenance.isIn(host)) {
    throw new VimFault('InvalidState', {}, 'The host is in maintenance mode already.');
  }
  return call.vcenter.tasks.run(
    {
      entity: host,
      name: 'EnterMaintenanceMode_Task',
      descriptionId: 'HostSystem.enterMaintenanceMode',
      cancelable: true,
      session: call.session,
    },
    (task) =>
      maintenance.enter(host, {
        timeoutSeconds: timeout,
        evacuatePoweredOffVms: evacuatePoweredOffVms === true,
        signal: task.signal,
        progress: (percent) => task.progress(percent),
      }),
  );
}

function exit({ maintenance, world }: FilterContext, call: Call): Ref {
  const host = connected(call);
  if (!maintenance.isIn(host)) {
    throw new VimFault('InvalidState', {}, 'The host is not in maintenance mode.');
  }
  return call.vcenter.tasks.run(
    {
      entity: host,
      name: 'ExitMaintenanceMode_Task',
      descriptionId: 'HostSystem.exitMaintenanceMode',
      cancelable: true,
      session: call.session,
    },
    async ({ signal }) => {
      await world.vcenter.clock.sleep(EXIT_MILLISECONDS, signal);
      maintenance.exit(host);
    },
  );
}

/** Works out where the machines would go, and moves nothing. */
function forecast({ world }: FilterContext, { target, args, vcenter }: Call): DataObject {
  const hosts = args['host'] as readonly Ref[];
  const members = target.properties['host'] as readonly Ref[];
  if (hosts.some((host) => !members.some((member) => isSame(member, host)))) {
    throw invalidArgument('host', 'A host is not in the cluster.');
  }
  const vms = hosts.flatMap((host) => machinesToLeave(world, host));
  const plan = planEvacuation(world, vms, hosts);
  const time = vcenter.clock.now();
  const { registry } = vcenter;
  return {
    recommendations: [
      ...plan.moves.map(({ vm, target: to }, index) => {
        const source = runtimeOf(registry, vm)['host'] as Ref;
        const name = `Migrate ${nameOf(registry, vm)} from ${nameOf(registry, source)} to ${nameOf(registry, to)}`;
        const migration = { key: String(index + 1), time, vm, source, destination: to };
        const action = {
          $type: 'ClusterMigrationAction',
          type: 'MigrationV1',
          target: vm,
          drsMigration: migration,
        };
        return recommendation(String(index + 1), time, {
          reasonText: name,
          action,
          target: target.ref,
        });
      }),
    ],
    ...faults(plan),
  };
}

function recommendation(
  key: string,
  time: Date,
  about: { readonly reasonText: string; readonly action: DataObject; readonly target: Ref },
): DataObject {
  return {
    key,
    type: 'V1',
    time,
    rating: 5,
    reason: 'hostMaint',
    reasonText: about.reasonText,
    prerequisite: [],
    action: [about.action],
    target: about.target,
  };
}

function faults({ blockers }: Evacuation): DataObject {
  if (blockers.length === 0) return {};
  const faultsByVm = blockers.map(({ vm, fault }) => ({ vm, fault: [fault.toLocalized()] }));
  return { fault: { reason: 'hostMaint', faultsByVm } };
}
