import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import type { HeldBundle } from '@contract/bundle';
import type { ApiProblem } from '../api/api-problem';
import { toApiProblem } from '../api/api-problem';
import { BundleApi } from '../api/bundle-api';
import { ConfirmDialog } from '../shared/confirm-dialog';
import { EmptyState } from '../shared/empty-state';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { sharedMessages } from '../shared/shared-messages';
import { BundleDetails } from './bundle-details';
import { sizeText } from './bundle-facts';
import { BundleUpload } from './bundle-upload';
import { homeMessages } from './home-messages';
import { HomeVcenter } from './home-vcenter';

/** The offline bundles that the server has, taking in others, and files that it refuses. */
@Component({
  selector: 'rtr-bundles-page',
  imports: [
    BundleDetails,
    BundleUpload,
    ClrDatagridModule,
    ClrIcon,
    ConfirmDialog,
    EmptyState,
    LoadingBlock,
    ProblemAlert,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './bundles-page.html',
  styles: `
    .title {
      margin: 0;
    }
    .intro {
      margin: 0.2rem 0 0;
    }
  `,
})
export class BundlesPage {
  readonly #api = inject(BundleApi);
  protected readonly vcenter = inject(HomeVcenter);

  protected readonly text = homeMessages.bundlesPage;
  protected readonly data = this.vcenter.data((vcGuid) => this.#api.list(vcGuid));
  protected readonly rows = computed(() => {
    const state = this.data.state();
    return state.kind === 'ready' ? state.value.bundles.map(bundleRow) : [];
  });
  /** The row whose details are open, found again after a refresh. */
  protected readonly opened = signal<BundleRow | null>(null);
  protected readonly openedNow = computed(() => {
    const opened = this.opened();
    return opened && (this.rows().find(({ id }) => id === opened.id) ?? null);
  });
  /** The bundle whose deletion is to be confirmed. */
  protected readonly doomed = signal<BundleRow | null>(null);
  protected readonly isDeleting = signal(false);
  protected readonly deleteProblem = signal<ApiProblem | null>(null);

  protected readonly identify = (row: BundleRow): string => row.id;

  protected askToDelete(row: BundleRow): void {
    this.deleteProblem.set(null);
    this.doomed.set(row);
  }

  protected async delete(bundleId: string): Promise<void> {
    this.isDeleting.set(true);
    try {
      await this.#api.remove(this.vcenter.vcGuid() ?? '', bundleId);
      this.doomed.set(null);
      await this.data.load();
    } catch (error) {
      // ApiProblem: it is still used, or the server did not answer.
      this.deleteProblem.set(toApiProblem(error));
    } finally {
      this.isDeleting.set(false);
    }
  }
}

type BundleRow = ReturnType<typeof bundleRow>;

function bundleRow(bundle: HeldBundle) {
  const { bundlesPage: text } = homeMessages;
  return {
    ...bundle,
    bundle,
    sdk: text.flavor(bundle.flavor),
    level: sharedMessages.acceptanceLevel[bundle.acceptanceLevel],
    sizeText: sizeText(bundle.size),
    filter: text.filterOf(bundle.filterName, bundle.vendor),
    needs: text.needsOf(bundle.maintenanceModeRequired, bundle.rebootRequired),
    from: text.origins[bundle.origin],
  };
}
