import type { Signal } from '@angular/core';
import { computed, signal } from '@angular/core';
import type { Activity, StartActivityRequest } from '@contract/activity';
import type { Finding } from '@contract/finding';
import type { Plan, PlanRequest } from '@contract/plan';
import type { ApiProblem } from '../api/api-problem';
import { toApiProblem } from '../api/api-problem';
import { planChanges } from './plan-changes';

/** What the wizard asks the server for. Both reject with an `ApiProblem`. */
export interface SetupServer {
  plan(request: PlanRequest): Promise<Plan>;
  start(request: StartActivityRequest): Promise<Activity>;
}

export type PlanState =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'planned'; readonly plan: Plan }
  | { readonly kind: 'failed'; readonly problem: ApiProblem };

export type StartState =
  | { readonly kind: 'ready' }
  /** The world moved after the plan was made: a new one is on screen, and nothing was started. */
  | { readonly kind: 'moved'; readonly changes: readonly string[] }
  | { readonly kind: 'starting' }
  | { readonly kind: 'started'; readonly activity: Activity }
  | { readonly kind: 'refused'; readonly problem: ApiProblem };

/** `machines`: nothing but virtual machines that cannot be detached stands against the plan. */
export type Refusal = 'none' | 'clusters' | 'machines';

/** From the choice to the running activity. Only `start` changes anything. */
export class SetupRun {
  readonly #server: SetupServer;
  readonly #request: Signal<PlanRequest | null>;
  readonly #newKey: () => string;
  readonly #plan = signal<PlanState>({ kind: 'none' });
  readonly #start = signal<StartState>({ kind: 'ready' });
  /** The choice that the plan was made for; another choice makes the plan worthless. */
  readonly #plannedFor = signal<string | null>(null);
  #idempotencyKey: string;

  readonly startState: Signal<StartState> = this.#start.asReadonly();

  readonly planState: Signal<PlanState> = computed(() =>
    this.#plannedFor() === JSON.stringify(this.#request()) ? this.#plan() : { kind: 'none' },
  );

  readonly plan: Signal<Plan | null> = computed(() => {
    const state = this.planState();
    return state.kind === 'planned' ? state.plan : null;
  });

  /** All that forbids the plan, of all clusters at once. */
  readonly blockers: Signal<readonly Finding[]> = computed(() => blockersOf(this.plan()));

  /** Which page of the wizard shows why the plan is refused. */
  readonly refusal: Signal<Refusal> = computed(() => refusalOf(this.plan()));

  /** Whether leaving the first page makes sense. */
  readonly canPlan: Signal<boolean> = computed(
    () =>
      this.#request() !== null &&
      this.planState().kind !== 'asking' &&
      this.refusal() !== 'clusters',
  );

  /** Whether the plan would change anything. */
  readonly hasWork: Signal<boolean> = computed(
    () => this.plan()?.clusters.some(({ action }) => action !== 'skip') ?? false,
  );

  readonly canStart: Signal<boolean> = computed(() => {
    const { kind } = this.#start();
    const isOpen = kind === 'ready' || kind === 'moved' || kind === 'refused';
    return isOpen && this.hasWork() && this.refusal() === 'none';
  });

  constructor(
    server: SetupServer,
    request: Signal<PlanRequest | null>,
    newKey: () => string = () => crypto.randomUUID(),
  ) {
    this.#server = server;
    this.#request = request;
    this.#newKey = newKey;
    this.#idempotencyKey = newKey();
  }

  /** Asks for the plan of the present choice; whether the wizard may leave its first page. */
  async makePlan(): Promise<boolean> {
    const request = this.#request();
    if (!request) return false;
    const choice = JSON.stringify(request);
    this.#plannedFor.set(choice);
    this.#plan.set({ kind: 'asking' });
    this.#start.set({ kind: 'ready' });
    this.#idempotencyKey = this.#newKey();
    const state = await this.#askPlan(request);
    // The user has changed the choice while the server was thinking.
    if (this.#plannedFor() !== choice) return false;
    this.#plan.set(state);
    return state.kind === 'planned' && refusalOf(state.plan) !== 'clusters';
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
    const state = this.#plan();
    if (state.kind === 'planned') {
      const changes = moved.length > 0 ? moved : planChanges(before, state.plan);
      this.#start.set({ kind: 'moved', changes });
    } else if (state.kind === 'failed') {
      this.#start.set({ kind: 'refused', problem: state.problem });
    }
  }

  async #askPlan(request: PlanRequest): Promise<PlanState> {
    try {
      return { kind: 'planned', plan: await this.#server.plan(request) };
    } catch (error) {
      // ApiProblem: shown on the page.
      return { kind: 'failed', problem: toApiProblem(error) };
    }
  }
}

function blockersOf(plan: Plan | null): readonly Finding[] {
  return (plan?.clusters ?? []).flatMap((cluster) => cluster.findings).filter(isBlocker);
}

/** What is wrong with single machines is shown on the page about them, everything else on the page with the clusters. */
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
