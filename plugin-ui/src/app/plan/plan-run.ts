import type { Signal } from '@angular/core';
import { computed, signal } from '@angular/core';
import type { Activity, StartActivityRequest } from '@contract/activity';
import type { Plan, PlanRequest } from '@contract/plan';
import type { ApiProblem } from '../api/api-problem';
import { toApiProblem } from '../api/api-problem';
import { changeCount } from '../shared/policy-counts';
import { planChanges } from './plan-changes';
import { PlanDraft } from './plan-draft';

/** What the wizard asks the server for. Both reject with an `ApiProblem`. */
export interface PlanServer {
  plan(request: PlanRequest): Promise<Plan>;
  start(request: StartActivityRequest): Promise<Activity>;
}

export type StartState =
  | { readonly kind: 'ready' }
  /** The world moved after the plan was made: a new one is on screen, and nothing was started. */
  | { readonly kind: 'moved'; readonly changes: readonly string[] }
  | { readonly kind: 'starting' }
  | { readonly kind: 'started'; readonly activity: Activity }
  | { readonly kind: 'refused'; readonly problem: ApiProblem };

/** From the choice to the running activity. Only `start` changes anything. */
export class PlanRun {
  readonly #server: PlanServer;
  readonly #request: Signal<PlanRequest | null>;
  readonly #newKey: () => string;
  readonly #start = signal<StartState>({ kind: 'ready' });
  #idempotencyKey: string;

  /** The plan that Finish shows. */
  readonly draft: PlanDraft;
  readonly plan: Signal<Plan | null>;
  readonly startState: Signal<StartState> = this.#start.asReadonly();

  /** Whether the plan would change anything. */
  readonly hasWork: Signal<boolean> = computed(() =>
    (this.plan()?.clusters ?? []).some(
      ({ action, policyChanges }) => action !== 'skip' || changeCount(policyChanges) > 0,
    ),
  );

  readonly canStart: Signal<boolean> = computed(() => {
    const { kind } = this.#start();
    const isOpen = kind === 'ready' || kind === 'moved' || kind === 'refused';
    return isOpen && this.hasWork() && this.draft.refusal() === 'none';
  });

  constructor(
    server: PlanServer,
    request: Signal<PlanRequest | null>,
    newKey: () => string = () => crypto.randomUUID(),
  ) {
    this.#server = server;
    this.#request = request;
    this.#newKey = newKey;
    this.#idempotencyKey = newKey();
    this.draft = new PlanDraft((wanted) => server.plan(wanted), request);
    this.plan = this.draft.plan;
  }

  /** Asks for the plan of the present choice; whether there is one that the last page can show. */
  async makePlan(): Promise<boolean> {
    if (this.#request() === null) return false;
    this.#start.set({ kind: 'ready' });
    this.#idempotencyKey = this.#newKey();
    return this.draft.make();
  }

  /** Starts the plan that is on screen. One that the world has left behind is made anew instead. */
  async start(): Promise<void> {
    const request = this.#request();
    const plan = this.plan();
    if (!request || !plan || !this.canStart()) return;
    this.#start.set({ kind: 'starting' });
    try {
      const activity = await this.#server.start({
        ...request,
        planHash: plan.hash,
        idempotencyKey: this.#idempotencyKey,
      });
      this.#start.set({ kind: 'started', activity });
    } catch (error) {
      // ApiProblem: the server refused, or did not answer.
      const problem = toApiProblem(error);
      if (problem.code === 'planOutdated') await this.#planAnew(plan, problem.moved);
      else this.#start.set({ kind: 'refused', problem });
    }
  }

  /** The server says what moved; one that cannot is helped out by holding the two plans against each other. */
  async #planAnew(before: Plan, moved: readonly string[]): Promise<void> {
    await this.makePlan();
    const state = this.draft.state();
    if (state.kind === 'planned') {
      const changes = moved.length > 0 ? moved : planChanges(before, state.plan);
      this.#start.set({ kind: 'moved', changes });
    } else if (state.kind === 'failed') {
      this.#start.set({ kind: 'refused', problem: state.problem });
    }
  }
}
