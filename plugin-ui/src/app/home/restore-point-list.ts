import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import type { RestorePoint } from '@contract/storage-policy';
import { PolicyApi } from '../api/policy-api';
import { reloadWithActivities } from '../api/reload-with-activities';
import { PolicyDialogLauncher } from '../client-sdk/policy-dialog-launcher';
import { EmptyState } from '../shared/empty-state';
import { LoadingBlock } from '../shared/loading-block';
import { MomentText } from '../shared/moment-text';
import { ProblemAlert } from '../shared/problem-alert';
import { HomeVcenter } from './home-vcenter';
import { policiesMessages } from './policies-messages';
import { policyChangeKey } from './policy-change-key';

type Row = RestorePoint & { readonly id: string };

/** What activities recorded before they changed storage policies, newest first; each can be put back after a look at what that does. */
@Component({
  selector: 'rtr-restore-point-list',
  imports: [ClrDatagridModule, EmptyState, LoadingBlock, MomentText, ProblemAlert, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './restore-point-list.html',
  styles: `
    .intro {
      margin: 0.3rem 0 0.6rem;
    }
    .quiet {
      color: var(--cds-global-typography-color-300);
    }
    .restore {
      width: 7rem;
    }
  `,
})
export class RestorePointList {
  readonly #api = inject(PolicyApi);
  readonly #launcher = inject(PolicyDialogLauncher);
  readonly #vcenter = inject(HomeVcenter);

  protected readonly text = policiesMessages.restore;
  protected readonly data = this.#vcenter.data((vcGuid) => this.#api.restorePoints(vcGuid, null));
  protected readonly rows = computed((): Row[] => {
    const state = this.data.state();
    const points = state.kind === 'ready' ? state.value.restorePoints : [];
    return points.map((point) => ({ ...point, id: `${point.activityId} ${point.clusterId}` }));
  });

  constructor() {
    reloadWithActivities(this.#vcenter.follower, policyChangeKey, () => void this.data.load());
  }

  protected restore({ activityId, clusterId }: RestorePoint): void {
    const vcGuid = this.#vcenter.vcGuid();
    if (vcGuid === null) return;
    this.#launcher.open(
      vcGuid,
      { mode: 'restore', activityId, clusterIds: [clusterId] },
      () => void this.data.load(),
    );
  }

  protected readonly identify = (row: Row): string => row.id;
}
