import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import type { Bundle } from '@contract/bundle';
import { BundleApi } from '../api/bundle-api';
import { EmptyState } from '../shared/empty-state';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { sharedMessages } from '../shared/shared-messages';
import { homeMessages } from './home-messages';
import { HomeVcenter } from './home-vcenter';

/** The offline bundles that the server has. */
@Component({
  selector: 'rtr-bundles-page',
  imports: [ClrDatagridModule, EmptyState, LoadingBlock, ProblemAlert],
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

  protected readonly text = homeMessages.bundlesPage;
  protected readonly data = inject(HomeVcenter).data((vcGuid) => this.#api.list(vcGuid));
  protected readonly rows = computed(() => {
    const state = this.data.state();
    return state.kind === 'ready' ? state.value.bundles.map(bundleRow) : [];
  });
}

function bundleRow(bundle: Bundle) {
  const { bundlesPage: text } = homeMessages;
  return {
    ...bundle,
    sdk: text.flavor(bundle.flavor),
    level: sharedMessages.acceptanceLevel[bundle.acceptanceLevel],
    sizeText: text.megabytes((bundle.size / 1_000_000).toFixed(1)),
    filter: text.filterOf(bundle.filterName, bundle.vendor),
    needs: text.needsOf(bundle.maintenanceModeRequired, bundle.rebootRequired),
  };
}
