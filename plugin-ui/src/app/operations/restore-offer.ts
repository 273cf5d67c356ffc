import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import type { Activity } from '@contract/activity';
import { PolicyApi } from '../api/policy-api';
import { RemoteData } from '../api/remote-data';
import { PolicyDialogLauncher } from '../client-sdk/policy-dialog-launcher';
import { isFinished } from '../shared/activity-status';
import { operationMessages } from './operation-messages';

/** Offers to put back what an activity changed, where it recorded the storage policies of disks that have others now. */
@Component({
  selector: 'rtr-restore-offer',
  imports: [ClrIcon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (differs(); as count) {
      <p role="note">
        <cds-icon shape="undo" aria-hidden="true" />
        <span>
          {{ text.offer(count, activity().title) }}
          <button type="button" class="btn btn-sm btn-link rtr-inline" (click)="restore()">
            {{ text.action }}
          </button>
        </span>
      </p>
    }
  `,
  styles: `
    p {
      display: flex;
      align-items: flex-start;
      gap: 0.4rem;
      margin: 0.4rem 0 0;
    }
    cds-icon {
      flex: none;
      margin-top: 0.1rem;
    }
  `,
})
export class RestoreOffer {
  readonly activity = input.required<Activity>();
  /** One of the activity's clusters; null for all of them. */
  readonly clusterId = input<string | null>(null);

  readonly #api = inject(PolicyApi);
  readonly #launcher = inject(PolicyDialogLauncher);

  protected readonly text = operationMessages.restore;
  /** Nice to have, so a failure is not shown. */
  readonly #data = new RemoteData(() =>
    this.#api.restorePoints(this.activity().vcGuid, this.clusterId()),
  );
  readonly #points = computed(() => {
    const state = this.#data.state();
    if (state.kind !== 'ready' || !this.#isOver()) return [];
    return state.value.restorePoints.filter(
      ({ activityId, differs }) => activityId === this.activity().id && differs > 0,
    );
  });
  protected readonly differs = computed(() =>
    this.#points().reduce((sum, point) => sum + point.differs, 0),
  );
  readonly #isOver = computed(() => isFinished(this.activity()));
  readonly #place = computed(() => `${this.activity().id} ${this.clusterId() ?? ''}`);

  constructor() {
    effect(() => {
      this.#place();
      const isOver = this.#isOver();
      untracked(() => {
        this.#data.reset();
        if (isOver) void this.#data.load();
      });
    });
  }

  protected restore(): void {
    const { id: activityId, vcGuid } = this.activity();
    const clusterIds = this.#points().map(({ clusterId }) => clusterId);
    const task = { mode: 'restore', activityId, clusterIds } as const;
    this.#launcher.open(vcGuid, task, () => void this.#data.load());
  }
}
