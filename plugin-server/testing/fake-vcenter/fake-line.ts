import { defer, Observable, Subject } from 'rxjs';
import { VcenterUnreachable } from '../../src/domain/vim-fault.ts';

/** A fault for coming calls, as data. */
export interface FaultRule {
  readonly method: string;
  /** `before`: vCenter has done nothing. `after`: it has done everything, and only the answer is lost. */
  readonly when: 'before' | 'after';
  readonly error: Error;
  /** How many calls pass first. */
  readonly skip?: number;
  readonly times?: number;
}

/** The wire to a vCenter as all processes share it: who called what, which faults are set, whether it is up. */
export class FakeWire {
  readonly calls: string[] = [];
  isUp = true;
  readonly #rules: { readonly rule: FaultRule; passed: number; hit: number }[] = [];
  readonly #down = new Subject<undefined>();

  addFault(rule: FaultRule): void {
    this.#rules.push({ rule, passed: 0, hit: 0 });
  }

  /** Cuts all that listen and refuses what comes, until `isUp` is set again. */
  goDown(): void {
    this.isUp = false;
    this.#down.next(undefined);
  }

  count(method: string): number {
    return this.calls.filter((call) => call === method).length;
  }

  /** The error for this moment of this call, or null. */
  faultFor(method: string, when: FaultRule['when']): Error | null {
    for (const entry of this.#rules) {
      const { rule } = entry;
      if (rule.method !== method || rule.when !== when) continue;
      entry.passed += 1;
      if (entry.passed <= (rule.skip ?? 0) || entry.hit >= (rule.times ?? 1)) continue;
      entry.hit += 1;
      return rule.error;
    }
    return null;
  }

  /** Errors with VcenterUnreachable when the vCenter goes down. */
  untilDown<T>(source: Observable<T>): Observable<T> {
    return defer(() => {
      if (!this.isUp) throw unreachable();
      return new Observable<T>((subscriber) => {
        const cut = this.#down.subscribe(() => subscriber.error(unreachable()));
        const inner = source.subscribe(subscriber);
        return () => {
          cut.unsubscribe();
          inner.unsubscribe();
        };
      });
    });
  }
}

/**
 * One server process's end of the wire. A killed process gets no answer any more: its calls neither do anything nor return, as seen from a
 * process that is no longer there.
 */
export class FakeLine {
  readonly #wire: FakeWire;
  readonly #killed = new Subject<undefined>();
  readonly #onCall: (moment: string) => void;
  #state: 'alive' | 'killed' = 'alive';

  /** @param onCall told `before METHOD` and `after METHOD`; it may kill this line */
  constructor(wire: FakeWire, onCall: (moment: string) => void = () => undefined) {
    this.#wire = wire;
    this.#onCall = onCall;
  }

  kill(): void {
    this.#state = 'killed';
    this.#killed.next(undefined);
  }

  #isDead(): boolean {
    return this.#state === 'killed';
  }

  async call<T>(method: string, work: () => T): Promise<T> {
    await Promise.resolve();
    this.#onCall(`before ${method}`);
    if (this.#isDead()) return nothing();
    if (!this.#wire.isUp) throw unreachable();
    this.#wire.calls.push(method);
    const before = this.#wire.faultFor(method, 'before');
    if (before !== null) throw before;
    const result = work();
    const after = this.#wire.faultFor(method, 'after');
    if (after !== null) throw after;
    this.#onCall(`after ${method}`);
    return this.#isDead() ? nothing() : result;
  }

  listen<T>(method: string, source: Observable<T>): Observable<T> {
    return defer(() => {
      if (this.#isDead()) return new Observable<T>();
      this.#wire.calls.push(method);
      return new Observable<T>((subscriber) => {
        const inner = this.#wire.untilDown(source).subscribe({
          next: (value) => {
            if (!this.#isDead()) subscriber.next(value);
          },
          error: (error: unknown) => {
            if (!this.#isDead()) subscriber.error(error);
          },
          complete: () => {
            if (!this.#isDead()) subscriber.complete();
          },
        });
        return () => inner.unsubscribe();
      });
    });
  }
}

function nothing<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}

function unreachable(): VcenterUnreachable {
  return new VcenterUnreachable('The vCenter cannot be reached.');
}
