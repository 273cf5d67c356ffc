import { filter, firstValueFrom, map, merge, of } from 'rxjs';
import { QueuedActivityRunner } from '../src/activities/queued-activity-runner.ts';
import type { Activity } from '../src/domain/activity.ts';
import type { ActivityStore } from '../src/ports/activity-store.ts';
import { Activities } from '../src/services/activities.ts';
import { AuditTrail } from '../src/services/audit-trail.ts';
import { InventoryView } from '../src/services/inventory-view.ts';
import { Planner } from '../src/services/planner.ts';
import type { AuthenticatedUser } from '../src/ports/vcenter.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeLine } from './fake-vcenter/fake-line.ts';
import type { FakeVcenter } from './fake-vcenter/fake-vcenter.ts';
import { MemoryActivityStore } from './memory-activity-store.ts';
import { MemoryReplicationJobs } from './memory-replication-jobs.ts';
import { MemoryAuditLog } from './memory-audit-log.ts';
import { MemoryPolicyMemory } from './memory-policy-memory.ts';
import { MemoryQueueState } from './memory-queue-state.ts';
import { MemoryVmChangeStore } from './memory-vm-change-store.ts';
import { SilentLog } from './silent-log.ts';

/** Bundles that are served where they should be, to a vCenter that pins the certificate. */
const GOOD_DELIVERY = {
  read: (apiVersion: string) =>
    Promise.resolve({ route: 'pinned' as const, apiVersion, urls: new Map<string, never>() }),
};

/** Name that the filter's own policy gets. */
export const SAMPLE_POLICY_NAME = 'Real-Time Replication I/O Filter';

export interface ProcessOptions {
  readonly store?: ActivityStore;
  readonly clock?: FakeClock;
  readonly slots?: number;
  readonly jobs?: MemoryReplicationJobs;
  readonly policies?: MemoryPolicyMemory;
  readonly vmChanges?: MemoryVmChangeStore;
  readonly policyTasks?: number;
  readonly queueState?: MemoryQueueState;
  /** Told each moment before and after a call to vCenter; it may kill the process. */
  readonly onCall?: (moment: string, process: ServerProcess) => void;
}

/** The core of one server process, put together as the composition root does, over a fake vCenter. */
export class ServerProcess {
  readonly store: ActivityStore;
  readonly clock: FakeClock;
  readonly log = new SilentLog();
  readonly audit = new MemoryAuditLog();
  readonly jobs: MemoryReplicationJobs;
  readonly policies: MemoryPolicyMemory;
  readonly vmChanges: MemoryVmChangeStore;
  readonly queueState: MemoryQueueState;
  readonly line: FakeLine;
  readonly runner: QueuedActivityRunner;
  readonly planner: Planner;
  readonly activities: Activities;
  readonly inventoryView: InventoryView;

  constructor(vcenter: FakeVcenter, options: ProcessOptions = {}) {
    const { onCall } = options;
    this.store = options.store ?? new MemoryActivityStore();
    this.clock = options.clock ?? new FakeClock();
    this.jobs = options.jobs ?? new MemoryReplicationJobs();
    this.policies = options.policies ?? new MemoryPolicyMemory();
    this.vmChanges = options.vmChanges ?? new MemoryVmChangeStore();
    this.queueState = options.queueState ?? new MemoryQueueState();
    this.line = new FakeLine(vcenter.wire, (moment) => onCall?.(moment, this));
    const parts = {
      vcenters: vcenter.vcenters(this.line),
      bundles: vcenter,
      store: this.store,
      jobs: this.jobs,
      clock: this.clock,
      log: this.log,
    };
    const { policies, vmChanges, queueState } = this;
    const { slots = 10, policyTasks = 32 } = options;
    const limits = { slots, policyTasks };
    this.runner = new QueuedActivityRunner({
      ...parts,
      policies,
      vmChanges,
      queueState,
      ...limits,
    });
    this.planner = new Planner({
      ...parts,
      policies,
      policyName: SAMPLE_POLICY_NAME,
      delivery: GOOD_DELIVERY,
      runner: this.runner,
    });
    this.activities = new Activities({
      ...parts,
      planner: this.planner,
      runner: this.runner,
      vmChanges,
      trail: new AuditTrail(this.audit),
    });
    this.inventoryView = new InventoryView({
      ...parts,
      policyName: SAMPLE_POLICY_NAME,
      runner: this.runner,
    });
  }

  /** Plans for these clusters and starts the plan, as the wizard does. */
  async setUp(user: AuthenticatedUser, ...clusterIds: readonly string[]): Promise<Activity> {
    const clusters = clusterIds.map((clusterId) => ({ clusterId, desired: 'installed' as const }));
    const { hash } = await this.planner.plan(user, { clusters });
    return this.activities.start(user, {
      clusters,
      planHash: hash,
      idempotencyKey: crypto.randomUUID(),
    });
  }

  /** The activity as soon as a fact holds for it. */
  when(activityId: string, holds: (activity: Activity) => boolean): Promise<Activity> {
    const now = this.store.find(activityId);
    const changes = this.runner.changes.pipe(filter((activity) => activity.id === activityId));
    return firstValueFrom(
      merge(of(now), changes).pipe(
        map((activity) => (activity !== null && holds(activity) ? activity : null)),
        filter((activity) => activity !== null),
      ),
    );
  }

  /** The activity when it has ended. */
  ended(activityId: string): Promise<Activity> {
    return this.when(activityId, (activity) => activity.finishedAt !== null);
  }
}
