import type { Activity } from '../src/domain/activity.ts';
import type { VmWork } from '../src/ports/vm-change-store.ts';
import { FakeClock } from './fake-clock.ts';
import type { FakeVcenter } from './fake-vcenter/fake-vcenter.ts';
import { passTime } from './pass-time.ts';
import { planForAll, plannedChange, POLICY_ACTIVITY } from './policy-plan.ts';
import type { WishedChange } from './policy-plan.ts';
import { ServerProcess } from './server-process.ts';
import type { ProcessOptions } from './server-process.ts';

/** One activity that changes the policies of all machines of a vCenter, from its start. */
export class PolicyRun {
  readonly vcenter: FakeVcenter;
  readonly clock = new FakeClock();
  readonly server: ServerProcess;

  constructor(vcenter: FakeVcenter, wished: WishedChange = {}, options: ProcessOptions = {}) {
    this.vcenter = vcenter;
    this.server = new ServerProcess(vcenter, { clock: this.clock, ...options });
    this.server.runner.enqueue(plannedChange(planForAll(vcenter, wished), this.server));
  }

  /** The activity when it has ended; time passes meanwhile, in steps of so many milliseconds. */
  ended(step?: number): Promise<Activity> {
    return passTime(this.clock, this.server.ended(POLICY_ACTIVITY), step);
  }

  when(holds: (activity: Activity) => boolean): Promise<Activity> {
    return this.server.when(POLICY_ACTIVITY, holds);
  }

  /** Resolves when vCenter was asked to change that many machines. */
  async untilAsked(count: number): Promise<void> {
    while (this.vcenter.wire.count('ReconfigVM_Task') < count)
      await new Promise((resolve) => setImmediate(resolve));
  }

  get rows(): readonly VmWork[] {
    const query = { activityId: POLICY_ACTIVITY, offset: 0, limit: 1000 };
    return this.server.vmChanges.list(query).rows;
  }

  stop(): Promise<void> {
    return this.server.runner.stop();
  }
}

/** How often each machine was reconfigured. */
export function reconfigurations({ world }: FakeVcenter): readonly number[] {
  const tasks = world.tasks.filter(({ name }) => name === 'ReconfigVM_Task');
  return [...Map.groupBy(tasks, ({ entity }) => entity?.value).values()].map((own) => own.length);
}
