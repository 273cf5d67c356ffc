import type { TaskEnds, VcenterConnection } from '../../ports/vcenter.ts';
import { TaskSlots } from './task-slots.ts';

/** What all clusters and activities of one vCenter share when they change storage policies. */
export class PolicyLane {
  readonly slots: TaskSlots;
  readonly #watches = new Map<VcenterConnection, { readonly ends: TaskEnds; users: number }>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(slots: number) {
    this.slots = new TaskSlots(slots);
  }

  /** Does work while the ends of tasks are watched; all that work at the same time share one watch for each connection. */
  async watching<T>(
    connection: VcenterConnection,
    work: (ends: TaskEnds) => Promise<T>,
  ): Promise<T> {
    const watch = this.#watches.get(connection) ?? { ends: connection.tasks.watchEnds(), users: 0 };
    this.#watches.set(connection, watch);
    watch.users += 1;
    try {
      return await work(watch.ends);
    } finally {
      watch.users -= 1;
      if (watch.users === 0) {
        this.#watches.delete(connection);
        watch.ends.close();
      }
    }
  }

  /** Does one piece of work after the other: what is looked for first and made then must not be made twice. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work, work);
    // What failed concerns its caller only.
    this.#last = done.catch(() => undefined);
    return done;
  }
}

/** The lanes of all vCenters. */
export class PolicyLanes {
  readonly #lanes = new Map<string, PolicyLane>();
  readonly #slots: number;

  /** @param slots how many tasks each vCenter is given at a time */
  constructor(slots: number) {
    this.#slots = slots;
  }

  of(vcGuid: string): PolicyLane {
    const known = this.#lanes.get(vcGuid) ?? new PolicyLane(this.#slots);
    this.#lanes.set(vcGuid, known);
    return known;
  }
}
