import type { DataObject, Ref } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import { VimFault } from '../core/vim-fault.ts';
import type { PolicyContext } from '../policies/policy-context.ts';
import { applyReconfiguration, planReconfiguration } from '../reconfigure/reconfigure-vm.ts';
import { Slots } from '../reconfigure/slots.ts';

/** How reconfigurations run. */
export interface ReconfigureTiming {
  readonly milliseconds: number;
  /** How many run at the same time in this vCenter; the tasks of the others stay queued. */
  readonly atATime: number;
}

/**
 * Defines ReconfigVM_Task. Of all that it can do, the policies of disks and of a machine's own files are simulated. Missing privileges and a second task on the same machine are
 * refused at once, everything else in the task (simulation's choice: the API allows both).
 */
export function defineReconfigure(context: PolicyContext, timing: ReconfigureTiming): void {
  const slots = new Slots(timing.atATime);
  const busy = new Map<string, Ref>();
  const { methods } = context.world.vcenter;
  methods.define('VirtualMachine', 'ReconfigVM_Task', (call) =>
    reconfigure(context, call, { slots, busy, milliseconds: timing.milliseconds }),
  );
}

interface Desk {
  readonly slots: Slots;
  /** The task that is about each machine, by the machine's id. */
  readonly busy: Map<string, Ref>;
  readonly milliseconds: number;
}

function reconfigure(context: PolicyContext, call: Call, desk: Desk): Ref {
  const { vcenter, session } = call;
  const vm = call.target.ref;
  const spec = call.args['spec'] as DataObject;
  vcenter.authorization.require(session, [vm], privilegesFor(spec));
  const running = desk.busy.get(vm.value);
  if (running !== undefined) throw new VimFault('TaskInProgress', { task: running });
  const leave = (): void => void desk.busy.delete(vm.value);
  const task = vcenter.tasks.run(
    {
      entity: vm,
      name: 'ReconfigVM_Task',
      descriptionId: 'VirtualMachine.reconfigure',
      cancelable: true,
      session,
      ready: async (signal) => {
        await desk.slots.acquire(signal).catch((error: unknown) => {
          // Cancelled before its turn came.
          leave();
          throw error;
        });
      },
    },
    async ({ signal }) => {
      try {
        planReconfiguration(context, vm, spec);
        await vcenter.clock.sleep(desk.milliseconds, signal);
        const injected = vcenter.taskFault('ReconfigVM_Task', vm);
        if (injected !== undefined) throw injected;
        applyReconfiguration(context, { vm, spec, session });
      } finally {
        leave();
        desk.slots.release();
      }
    },
  );
  desk.busy.set(vm.value, task);
  return task;
}

/** What the parts of a specification need. vSphere API reference. */
function privilegesFor(spec: DataObject): string[] {
  const has = (member: string): boolean => (spec[member] as readonly unknown[]).length > 0;
  const device = has('deviceChange') ? ['VirtualMachine.Config.EditDevice'] : [];
  return has('vmProfile') ? [...device, 'VirtualMachine.Config.Settings'] : device;
}
