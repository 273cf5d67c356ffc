import type { TaskEnds, VcenterConnection } from '../../ports/vcenter.ts';
import { TaskSlots } from './task-slots.ts';

/** What all clusters and activities of one vCenter share when they change storage policies. */
export class PolicyLane {
  readonly slots: TaskSlots;
  #watch: { readonly connection: VcenterConnection; readonly ends: TaskEnds } | null = null;
  #users = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(slots: number) {
    this.slots = new TaskSlots(slots);
  }

  /** Does work while the ends of tasks are watched; all that work at the same time share one watch. */
  async watching<T>(
    connection: VcenterConnection,
    work: (ends: TaskEnds) => Promise<T>,
  ): Promise<T> {
    this.#users += 1;
    try {
      if (this.#watch?.connection !== connection)
        this.#watch = { connection, ends: connection.tasks.watchEnds() };
      return await work(this.#watch.ends);
    } finally {
      this.#users -= 1;
      if (this.#users === 0) {
        this.#watch?.ends.close();
        this.#watch = null;
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
