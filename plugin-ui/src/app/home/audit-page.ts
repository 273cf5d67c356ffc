import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  computed,
  inject,
  signal,
} from '@angular/core';
import type { AuditEntry, AuditFilter } from '@contract/audit';
import type { ApiProblem } from '../api/api-problem';
import { toApiProblem } from '../api/api-problem';
import { AuditApi } from '../api/audit-api';
import { LoadingBlock } from '../shared/loading-block';
import { MomentText } from '../shared/moment-text';
import { ProblemAlert } from '../shared/problem-alert';
import type { Tone } from '../shared/status';
import { StatusText } from '../shared/status-text';
import { auditFilter } from './audit-filter';
import { homeMessages } from './home-messages';
import { HomeVcenter } from './home-vcenter';
import { saveFile } from './save-file';

const tones: Readonly<Record<AuditEntry['outcome'], Tone>> = {
  accepted: 'info',
  refused: 'warning',
  succeeded: 'success',
  failed: 'danger',
};

/** The audit log, newest first, page by page; to be filtered and to be taken along as a file. */
@Component({
  selector: 'rtr-audit-page',
  imports: [LoadingBlock, MomentText, ProblemAlert, StatusText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './audit-page.html',
  styleUrl: './audit-page.css',
})
export class AuditPage {
  readonly #api = inject(AuditApi);
  readonly #page = inject(DOCUMENT);
  readonly #vcenter = inject(HomeVcenter);
  readonly #filter = signal<AuditFilter>({});
  /** Entries of older pages, which follow those of the first one. */
  readonly #older = signal<readonly AuditEntry[]>([]);
  readonly #next = signal<number | null>(null);

  protected readonly text = homeMessages.auditPage;
  protected readonly outcomes = Object.entries(homeMessages.auditPage.outcomes);
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly isBusy = signal(false);
  protected readonly data = this.#vcenter.data(async (vcGuid) => {
    const first = await this.#api.page(vcGuid, this.#filter(), null);
    this.#older.set([]);
    this.#next.set(first.nextCursor);
    return first;
  });
  protected readonly hasOlder = computed(() => this.#next() !== null);
  protected readonly rows = computed(() => {
    const state = this.data.state();
    const first = state.kind === 'ready' ? state.value.entries : [];
    return [...first, ...this.#older()].map((entry) => ({
      entry,
      status: { text: this.text.outcomes[entry.outcome], tone: tones[entry.outcome] },
    }));
  });

  protected async apply(event: Event): Promise<void> {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement)) return;
    this.#filter.set(auditFilter(new FormData(event.target)));
    await this.data.load();
  }

  protected async showOlder(): Promise<void> {
    const cursor = this.#next();
    if (cursor === null) return;
    await this.#attempt(async (vcGuid) => {
      const page = await this.#api.page(vcGuid, this.#filter(), cursor);
      this.#older.update((before) => [...before, ...page.entries]);
      this.#next.set(page.nextCursor);
    });
  }

  protected async export(format: 'csv' | 'jsonl'): Promise<void> {
    await this.#attempt(async (vcGuid) => {
      const file = await this.#api.export(vcGuid, this.#filter(), format);
      saveFile(this.#page, file, `io-filter-audit.${format}`);
    });
  }

  async #attempt(work: (vcGuid: string) => Promise<void>): Promise<void> {
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      await work(this.#vcenter.vcGuid() ?? '');
    } catch (error) {
      // ApiProblem: the server refused, or did not answer.
      this.problem.set(toApiProblem(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
