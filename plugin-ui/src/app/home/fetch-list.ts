import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { BundleFetchList } from '@contract/bundle';
import { MomentText } from '../shared/moment-text';
import { homeMessages } from './home-messages';

/** Who fetched a bundle, newest first. */
@Component({
  selector: 'rtr-fetch-list',
  imports: [MomentText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (rows().length === 0) {
      <p>{{ text.none }}</p>
    } @else {
      <table class="table table-compact" [attr.aria-label]="text.title">
        <thead>
          <tr>
            <th class="left" scope="col">{{ text.at }}</th>
            <th class="left" scope="col">{{ text.source }}</th>
            <th class="left" scope="col">{{ text.request }}</th>
            <th class="left" scope="col">{{ text.outcome }}</th>
            <th scope="col">{{ text.bytes }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track $index) {
            <tr>
              <td class="left"><rtr-moment-text [at]="row.at" /></td>
              <td class="left">{{ row.source }}</td>
              <td class="left">{{ row.request }}</td>
              <td class="left">{{ row.result }}</td>
              <td>{{ row.sent }}</td>
            </tr>
          }
        </tbody>
      </table>
    }
  `,
  styles: `
    table {
      margin: 0;
    }
  `,
})
export class FetchList {
  readonly fetches = input.required<BundleFetchList['fetches']>();

  protected readonly text = homeMessages.fetches;
  protected readonly rows = computed(() =>
    this.fetches().map((fetch) => ({
      ...fetch,
      request: `${fetch.method} ${fetch.scheme.toUpperCase()}`,
      result: [this.text.outcomes[fetch.outcome], fetch.status].filter(Boolean).join(', '),
      sent: this.text.kilobytes((fetch.bytes / 1000).toFixed(1)),
    })),
  );
}
