import { VimFault } from '../../domain/vim-fault.ts';
import type { ReconfigurableVm } from '../../ports/storage-policies.ts';
import type { VmWork } from '../../ports/vm-change-store.ts';
import type { ClusterRun } from '../cluster-run.ts';
import type { OwnTask } from '../own-task.ts';
import { asWished } from './as-wished.ts';
import { AwayVcenter } from './away-vcenter.ts';
import { MachineChange } from './machine-change.ts';
import type { MachineOrder, MachineWork } from './machine-order.ts';
import { MachineProgress } from './machine-progress.ts';
import { untilStopped } from './until-stopped.ts';
import { VmRecords } from './vm-records.ts';

/** How many machines are read at a time; devices are heavy, and what was read long ago may have changed. */
const CHUNK = 100;

/**
 * Changes the policies of many machines, each with one task, as many at a time as the vCenter is given. Resolves when every machine has come
 * to its end, be it done, refused or cancelled; rejects when the server stops or the store fails, and then goes on after a restart.
 */
export async function changeMachines(
  run: ClusterRun,
  ownTask: OwnTask,
  order: MachineOrder,
): Promise<VmRecords> {
  const report = new MachineProgress(run, ownTask);
  const records = new VmRecords(order.rows, run.vmWriter, (progress) => report.changed(progress));
  report.changed(records.progress);
  await run.lane.watching(run.connection, async (ends) => {
    const away = new AwayVcenter(run);
    try {
      const work = { run, order, records, ends, away };
      if (order.isTakenUp) await recordDone(work);
      await new Dispatch(work).toTheEnd();
    } finally {
      away.close();
    }
  });
  report.end(records.progress);
  return records;
}

/**
 * After a restart: machines that nobody has begun to work on, as far as the rows tell, and that are as wished all the same. A computer that
 * lost its power may have lost the newest rows.
 */
async function recordDone({ run, order, records, away }: MachineWork): Promise<void> {
  const finishedAt = run.clock.now().toISOString();
  for (const rows of chunksOf(records.in('pending'))) {
    const done = await away.whenAnswered(() => doneOf(run, order, rows));
    await Promise.all(
      [...done].map((id) => records.change(id, { state: 'succeeded', finishedAt })),
    );
  }
}

async function doneOf(
  run: ClusterRun,
  order: MachineOrder,
  rows: readonly VmWork[],
): Promise<ReadonlySet<string>> {
  try {
    return await asWished(run, order, rows);
  } catch (error) {
    // Expected: a disk of one of them is gone. Nothing is concluded then; each machine's own task tells.
    if (!(error instanceof VimFault)) throw error;
    return new Set();
  }
}

/** Starts one machine after the other as slots become free. */
class Dispatch {
  readonly #work: MachineWork;
  readonly #underWay = new Set<Promise<void>>();
  readonly #broken = new AbortController();
  readonly #stopped: AbortSignal;

  constructor(work: MachineWork) {
    this.#work = work;
    const { signal, cancelling } = work.run;
    this.#stopped = AbortSignal.any([signal, cancelling.wish, this.#broken.signal]);
  }

  async toTheEnd(): Promise<void> {
    const { run, records } = this.#work;
    try {
      for (const row of records.in('running')) await this.#begin(row, null);
      await this.#beginPending();
    } catch (error) {
      // Expected: nothing more shall begin. Anything else is thrown when what has begun has ended.
      if (!this.#stopped.aborted) this.#broken.abort(error);
    }
    await Promise.all(this.#underWay);
    run.signal.throwIfAborted();
    this.#broken.signal.throwIfAborted();
    const finishedAt = run.clock.now().toISOString();
    const cancelled = { state: 'cancelled', finishedAt } as const;
    await Promise.all(records.in('pending').map(({ vm }) => records.change(vm.value, cancelled)));
  }

  /** The next machines are read while half of those that were read before still wait for a slot. */
  async #beginPending(): Promise<void> {
    const [first = [], ...others] = chunksOf(this.#work.records.in('pending'));
    let rows = first;
    let reading = this.#read(rows);
    while (rows.length > 0) {
      const machines = await untilStopped(this.#stopped, reading);
      const next = others.shift() ?? [];
      for (const [index, row] of rows.entries()) {
        if (index === Math.floor(rows.length / 2)) reading = this.#read(next);
        await this.#begin(row, machines.get(row.vm.value) ?? null);
      }
      rows = next;
    }
  }

  async #begin(row: VmWork, machine: ReconfigurableVm | null): Promise<void> {
    const { run } = this.#work;
    // What an earlier process may have asked for is seen to its end, whoever cancels.
    const isAsked = row.state === 'running';
    const release = await run.lane.slots.take(isAsked ? run.signal : this.#stopped);
    const change = new MachineChange(this.#work, row)
      .carryOut(release, machine)
      .catch((error: unknown) => this.#broken.abort(error))
      .finally(() => this.#underWay.delete(change));
    this.#underWay.add(change);
  }

  /** Those that are gone or out of reach are left out; each of them is asked for once more when its turn comes. */
  #read(rows: readonly VmWork[]): Promise<ReadonlyMap<string, ReconfigurableVm>> {
    const { run, away } = this.#work;
    if (rows.length === 0) return Promise.resolve(new Map());
    const read = away.whenAnswered(async () => {
      const refs = rows.map(({ vm }) => vm);
      const machines = await run.connection.storagePolicies.reconfigurable(refs);
      return new Map(machines.map((machine) => [machine.vm.value, machine] as const));
    });
    // Nobody may wait for it any more when it fails.
    read.catch(() => undefined);
    return read;
  }
}

function chunksOf(rows: readonly VmWork[]): (readonly VmWork[])[] {
  const chunks: (readonly VmWork[])[] = [];
  for (let at = 0; at < rows.length; at += CHUNK) chunks.push(rows.slice(at, at + CHUNK));
  return chunks;
}
