import type { Signal } from '@angular/core';
import { computed, signal } from '@angular/core';
import type { Finding } from '@contract/finding';
import type { Plan, PlanRequest } from '@contract/plan';
import type { ApiProblem } from '../api/api-problem';
import { toApiProblem } from '../api/api-problem';

export type PlanState =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'planned'; readonly plan: Plan }
  | { readonly kind: 'failed'; readonly problem: ApiProblem };

/** `machines`: nothing but single virtual machines stands against the plan. */
export type Refusal = 'none' | 'clusters' | 'machines';

/** The plan of a choice, as long as the choice stays the same. It changes nothing. */
export class PlanDraft {
  readonly #ask: (request: PlanRequest) => Promise<Plan>;
  readonly #request: Signal<PlanRequest | null>;
  readonly #plan = signal<PlanState>({ kind: 'none' });
  /** The choice that the plan was made for; another choice makes the plan worthless. */
  readonly #plannedFor = signal<string | null>(null);

  readonly state: Signal<PlanState> = computed(() =>
    this.#plannedFor() === JSON.stringify(this.#request()) ? this.#plan() : { kind: 'none' },
  );

  readonly plan: Signal<Plan | null> = computed(() => {
    const state = this.state();
    return state.kind === 'planned' ? state.plan : null;
  });

  /** All that forbids the plan, of all clusters at once. */
  readonly blockers: Signal<readonly Finding[]> = computed(() =>
    (this.plan()?.clusters ?? []).flatMap((cluster) => cluster.findings).filter(isBlocker),
  );

  readonly refusal: Signal<Refusal> = computed(() => refusalOf(this.plan()));

  /** Whether anything is wanted at all. */
  readonly isAskable: Signal<boolean> = computed(() => this.#request() !== null);

  /** Whether asking makes sense. */
  readonly canAsk: Signal<boolean> = computed(
    () =>
      this.#request() !== null && this.state().kind !== 'asking' && this.refusal() !== 'clusters',
  );

  /** `ask` rejects with an `ApiProblem`. */
  constructor(ask: (request: PlanRequest) => Promise<Plan>, request: Signal<PlanRequest | null>) {
    this.#ask = ask;
    this.#request = request;
  }

  /** Asks for the plan of the present choice; whether the wizard may go on with it. */
  async make(): Promise<boolean> {
    const request = this.#request();
    if (!request) return false;
    const choice = JSON.stringify(request);
    this.#plannedFor.set(choice);
    this.#plan.set({ kind: 'asking' });
    const state = await this.#outcome(request);
    // The user has changed the choice while the server was thinking.
    if (this.#plannedFor() !== choice) return false;
    this.#plan.set(state);
    return state.kind === 'planned' && refusalOf(state.plan) !== 'clusters';
  }

  async #outcome(request: PlanRequest): Promise<PlanState> {
    try {
      return { kind: 'planned', plan: await this.#ask(request) };
    } catch (error) {
      // ApiProblem: shown on the page.
      return { kind: 'failed', problem: toApiProblem(error) };
    }
  }
}

/** What is wrong with single machines is shown on the pages about them, everything else on the page with the clusters. */
function refusalOf(plan: Plan | null): Refusal {
  const refused = (plan?.clusters ?? []).filter(
    ({ action, findings }) => action === 'refuse' || findings.some(isBlocker),
  );
  if (refused.length === 0) return 'none';
  const isOnlyMachines = refused.every((cluster) => {
    const blockers = cluster.findings.filter(isBlocker);
    return blockers.length > 0 && blockers.every(({ scope }) => scope.type === 'virtualMachine');
  });
  return isOnlyMachines ? 'machines' : 'clusters';
}

function isBlocker(finding: Finding): boolean {
  return finding.severity === 'blocker';
}
