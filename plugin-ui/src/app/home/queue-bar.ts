import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import type { Activity } from '@contract/activity';
import type { ApiProblem } from '../api/api-problem';
import { toApiProblem } from '../api/api-problem';
import { OperationsApi } from '../api/operations-api';
import { reloadWithActivities } from '../api/reload-with-activities';
import { OperationDialog } from '../operations/operation-dialog';
import { OperationPrompt } from '../operations/operation-prompt';
import { cancelling } from '../operations/part-operations';
import { ProblemAlert } from '../shared/problem-alert';
import { homeMessages } from './home-messages';
import { HomeVcenter } from './home-vcenter';
import type { QueuedPart } from './queued-parts';
import { queuedParts } from './queued-parts';

/** The queue: how full it is, which clusters wait in which order, and the brake. */
@Component({
  selector: 'rtr-queue-bar',
  imports: [ClrIcon, OperationDialog, ProblemAlert],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './queue-bar.html',
  styles: `
    .bar {
      display: flex;
      align-items: center;
      gap: 0.6rem;
      margin-top: 0.3rem;
    }
    .bar .btn {
      margin: 0 0 0 auto;
    }
    ol {
      margin: 0.3rem 0 0 1.2rem;
    }
    .quiet {
      color: var(--cds-global-typography-color-300);
    }
  `,
})
export class QueueBar {
  readonly #api = inject(OperationsApi);
  readonly #vcenter = inject(HomeVcenter);

  protected readonly text = homeMessages.queue;
  protected readonly prompt = new OperationPrompt(() => void this.data.load());
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly data = this.#vcenter.data((vcGuid) => this.#api.queue(vcGuid));
  protected readonly queue = computed(() => {
    const state = this.data.state();
    return state.kind === 'ready' ? state.value : null;
  });
  protected readonly loadProblem = computed(() => {
    const state = this.data.state();
    return state.kind === 'failed' ? state.problem : null;
  });
  protected readonly parts = computed(() =>
    queuedParts(this.#vcenter.follower()?.activities() ?? []),
  );

  constructor() {
    reloadWithActivities(this.#vcenter.follower, queueKey, () => void this.data.load());
  }

  protected async setPaused(paused: boolean): Promise<void> {
    const vcGuid = this.#vcenter.vcGuid();
    if (vcGuid === null) return;
    try {
      await this.#api.setPaused(vcGuid, paused);
      this.problem.set(null);
    } catch (error) {
      // ApiProblem: the server refused, or did not answer.
      this.problem.set(toApiProblem(error));
    }
    await this.data.load();
  }

  protected cancel({ part, activityId }: QueuedPart): void {
    const vcGuid = this.#vcenter.vcGuid();
    if (vcGuid !== null) this.prompt.ask(cancelling(part, { vcGuid, activityId }));
  }
}

/** Changes when a cluster begins or ends. */
function queueKey(activities: readonly Activity[]): string {
  return activities
    .flatMap(({ id, clusters }) => clusters.map((part) => [id, part.clusterId, part.state].join()))
    .join(';');
}
