import { progressOf } from '../domain/host-progress.ts';
import type { WorkPhase } from '../domain/host-progress.ts';
import type { ClusterFacts } from '../domain/inventory-facts.ts';
import type { TaskSnapshot } from '../ports/vcenter.ts';
import { hostsOf, wantedBy } from './cluster-run.ts';
import type { ClusterRun } from './cluster-run.ts';
import type { OwnTask } from './own-task.ts';
import { filterPercent } from './progress-share.ts';
import { watchMaintenance } from './watchdog.ts';

/** From here on the next cluster of the queue may be looked at. */
const ENDS_SOON_PERCENT = 75;

/** Puts together what the task and the hosts tell, and records it. */
export class ProgressReport {
  readonly #run: ClusterRun;
  readonly #ownTask: OwnTask;
  #task: TaskSnapshot | null = null;

  constructor(run: ClusterRun, ownTask: OwnTask) {
    this.#run = run;
    this.#ownTask = ownTask;
  }

  hosts(facts: ClusterFacts): void {
    this.#run.seen.facts = facts;
    watchMaintenance(this.#run, facts);
    this.#record();
  }

  task(task: TaskSnapshot): void {
    this.#task = task;
    this.#record();
  }

  #record(): void {
    const { record } = this.#run;
    const wanted = wantedBy(this.#run);
    const { facts } = this.#run.seen;
    const hosts =
      facts === null
        ? record.current.hosts
        : progressOf(hostsOf(this.#run, facts), wanted, this.#phase());
    // vCenter does not promise a percentage, so the hosts that are done stand in for it.
    const done = hosts.filter(({ state }) => state === 'installed' || state === 'removed').length;
    const counted = hosts.length === 0 ? null : Math.floor((done / hosts.length) * 100);
    const progress = this.#task?.progress ?? counted;
    const percent = progress === null ? null : filterPercent(record.current, progress);
    record.note({ hosts, progress: percent });
    if (percent === null) return;
    this.#ownTask.progress(percent);
    if (percent >= ENDS_SOON_PERCENT) this.#run.turn.endsSoon();
  }

  #phase(): WorkPhase {
    if (this.#task === null || this.#task.state === 'queued') return 'waiting';
    const { goal, action, operation } = this.#run.record.current;
    if (goal === 'absent') return 'removing';
    return operation === 'upgrade' || (operation === 'resolve' && action === 'update')
      ? 'updating'
      : 'installing';
  }
}
