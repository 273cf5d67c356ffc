import { Observable } from 'rxjs';
import type { Subscriber } from 'rxjs';
import type { Clock } from '../../ports/clock.ts';
import type { ServiceContent } from '../service-content.ts';
import type { WireObject } from '../soap/encode-request.ts';
import type { Send } from '../soap/send.ts';
import { CollectorRun } from './collector-run.ts';
import type { UpdateBatch } from './update-batch.ts';

/** One subscriber's wish: the PropertyFilterSpec to watch and where its updates go. */
export interface Watch {
  readonly spec: WireObject;
  readonly subscriber: Subscriber<UpdateBatch>;
}

/**
 * Property updates of one connection. However many objects are watched, one property collector with one waiting call serves all
 * of them, because each waiting call costs vCenter a thread and us a connection. It runs while something is watched; after a lost
 * session, a lost collector or a vCenter that was away it makes its filters anew, and every watcher gets the present state again.
 */
export class PropertyUpdates {
  readonly #send: Send;
  readonly #content: ServiceContent;
  readonly #clock: Clock;
  readonly #watches = new Set<Watch>();
  #run: CollectorRun | null = null;

  constructor(send: Send, content: ServiceContent, clock: Clock) {
    this.#send = send;
    this.#content = content;
    this.#clock = clock;
  }

  /**
   * Emits what the filter reports, first the present state as a `fresh` batch. A fault about what is watched ends it with that
   * VimFault; an unreachable vCenter does not end it.
   */
  watch(spec: WireObject): Observable<UpdateBatch> {
    return new Observable((subscriber) => {
      const watch: Watch = { spec, subscriber };
      this.#watches.add(watch);
      this.#run ??= this.#start();
      this.#run.wake();
      return () => {
        this.#watches.delete(watch);
        this.#run?.drop(watch);
        if (this.#watches.size === 0) this.#end();
      };
    });
  }

  /** Ends the waiting call and frees the collector; watchers get no more. */
  stop(): void {
    this.#watches.clear();
    this.#end();
  }

  #start(): CollectorRun {
    const run = new CollectorRun({
      send: this.#send,
      collectorFactory: this.#content.propertyCollector,
      clock: this.#clock,
      watches: this.#watches,
    });
    run.start();
    return run;
  }

  #end(): void {
    this.#run?.end();
    this.#run = null;
  }
}
