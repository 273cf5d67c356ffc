import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
} from '@angular/core';
import type { Activity } from '@contract/activity';
import type { VmWork } from '@contract/virtual-machine';
import type { ApiProblem } from '../api/api-problem';
import { toApiProblem } from '../api/api-problem';
import { PolicyApi } from '../api/policy-api';
import { RemoteData } from '../api/remote-data';
import { isFinished } from '../shared/activity-status';
import { LoadingBlock } from '../shared/loading-block';
import { machineCounts } from '../shared/machine-counts';
import { ProblemAlert } from '../shared/problem-alert';
import { VmWorkList } from '../shared/vm-work-list';
import { machinesMessages } from './activity-machines-messages';
import type { MachineRetry, RetriedElsewhere } from './machine-retries';
import { machineRetries, retriedElsewhere } from './machine-retries';

type State = VmWork['state'];
type Show = State | 'all';

const PAGE_SIZE = 50;
const RELOAD_PAUSE_MS = 700;
/** As many as the server gives at once. */
const RETRY_CHUNK = 500;
const SHOWS: readonly Show[] = ['all', 'failed', 'running', 'succeeded', 'pending', 'cancelled'];

/** The machines whose storage policies an activity changes, page by page; those that failed can be tried again. */
@Component({
  selector: 'rtr-activity-machines',
  imports: [LoadingBlock, ProblemAlert, VmWorkList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './activity-machines.html',
  styles: `
    .bar,
    .pages {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.6rem;
      margin-bottom: 0.2rem;
    }
    .pages {
      justify-content: flex-end;
    }
    .title {
      margin: 0;
    }
    .quiet {
      color: var(--cds-global-typography-color-300);
      margin: 0;
    }
  `,
})
export class ActivityMachines {
  readonly activity = input.required<Activity>();
  /** Which ones are listed first; the user may choose others. */
  readonly initialShow = input<Show>('all');
  /** What failed shall be tried again. */
  readonly retryWanted = output<MachineRetry>();
  /** Whether the place where the others are tried again can be gone to from here. */
  readonly canLeave = input(false);
  readonly placeWanted = output<RetriedElsewhere>();

  readonly #api = inject(PolicyApi);

  protected readonly text = machinesMessages;
  protected readonly show = linkedSignal(() => this.initialShow());
  protected readonly page = linkedSignal({
    source: () => [this.show(), this.activity().id],
    computation: () => 0,
  });
  protected readonly data = new RemoteData(() =>
    this.#api.machinesOf(this.activity().vcGuid, this.activity().id, {
      ...stateOf(this.show()),
      offset: this.page() * PAGE_SIZE,
      limit: PAGE_SIZE,
    }),
  );
  protected readonly counts = computed(() => machineCounts(this.activity().clusters));
  protected readonly shows = computed(() =>
    SHOWS.map((value) => ({
      value,
      label: value === 'all' ? this.text.all : this.text.states[value],
    })),
  );
  protected readonly range = computed(() => {
    const state = this.data.state();
    if (state.kind !== 'ready' || state.value.vms.length === 0) return '';
    const first = this.page() * PAGE_SIZE + 1;
    return this.text.range(first, first + state.value.vms.length - 1, state.value.total);
  });
  protected readonly hasNext = computed(() => {
    const state = this.data.state();
    return state.kind === 'ready' && (this.page() + 1) * PAGE_SIZE < state.value.total;
  });
  /** What can be tried again once the activity has ended. */
  protected readonly retries = signal<readonly MachineRetry[]>([]);
  /** What is tried again at another place. */
  protected readonly elsewhere = signal<readonly RetriedElsewhere[]>([]);
  protected readonly retryProblem = signal<ApiProblem | null>(null);

  constructor() {
    const window = computed(() => `${this.activity().id} ${this.show()} ${this.page()}`);
    effect(() => {
      window();
      untracked(() => {
        this.data.reset();
        void this.data.load();
      });
    });
    this.#reloadAsItGoes();
    const ended = computed(() => isFinished(this.activity()) && (this.counts()?.failed ?? 0) > 0);
    effect(() => {
      if (ended()) untracked(() => void this.readRetries());
    });
  }

  protected choose(event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const { value } = event.target;
    this.show.set(SHOWS.find((show) => show === value) ?? 'all');
  }

  protected retryLabel({ mode, machines }: MachineRetry): string {
    return this.text.retry[mode](machines.length);
  }

  protected async readRetries(): Promise<void> {
    this.retryProblem.set(null);
    try {
      const failed = await this.#allFailed();
      this.retries.set(machineRetries(failed));
      this.elsewhere.set(retriedElsewhere(failed));
    } catch (error) {
      // ApiProblem: the server refused, or did not answer.
      this.retryProblem.set(toApiProblem(error));
    }
  }

  /** News come many times a second; the list is asked for once in a while, and once more when there are no more news. */
  #reloadAsItGoes(): void {
    const key = computed(() => `${this.activity().id} ${this.activity().revision}`);
    let seen: string | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    effect(() => {
      const now = key();
      const isNews = seen !== null && seen !== now;
      seen = now;
      if (!isNews || timer !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        void this.data.load();
      }, RELOAD_PAUSE_MS);
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(timer));
  }

  async #allFailed(): Promise<readonly VmWork[]> {
    const { id, vcGuid } = this.activity();
    const works: VmWork[] = [];
    for (;;) {
      const window = { state: 'failed', offset: works.length, limit: RETRY_CHUNK } as const;
      const { total, vms } = await this.#api.machinesOf(vcGuid, id, window);
      works.push(...vms);
      if (vms.length === 0 || works.length >= total) return works;
    }
  }
}

function stateOf(show: Show): { readonly state?: State } {
  return show === 'all' ? {} : { state: show };
}
