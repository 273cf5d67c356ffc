import { createHash } from 'node:crypto';
import type { Direction, SchemaGate } from './schema-gate.ts';

/** One SOAP message as it went over the wire of the simulated vCenter. */
export interface SoapMessage {
  readonly direction: Direction;
  readonly xml: string;
  /** The same number for a request and its reply. */
  readonly exchange: number;
}

/** A message that the schema refuses. */
export interface Violation {
  readonly direction: Direction;
  readonly xml: string;
  /** What the schema says. */
  readonly words: readonly string[];
}

/**
 * What counts as a message that had to be valid. `lenient`: requests that the simulated vCenter refused as invalid are passed over, because
 * the simulator's own specs send such on purpose. `strict`: everything counts.
 */
export type Strictness = 'strict' | 'lenient';

const REFUSALS = /<(?:\w+:)?(?:InvalidRequest|InvalidType|MethodNotFound)Fault[\s/>]/;

/** Messages that differ in digits only (ids, times, counts) are of one shape. */
const shapeOf = ({ direction, xml }: SoapMessage): string =>
  createHash('sha1').update(direction).update(xml.replaceAll(/\d/g, '0')).digest('base64');

/** Collects messages and judges them when asked, each shape once. */
export class MessageRecorder {
  readonly #strictness: Strictness;
  readonly #seen = new Set<string>();
  #waiting: SoapMessage[] = [];
  #checked = 0;

  constructor(strictness: Strictness) {
    this.#strictness = strictness;
  }

  /** How many shapes have been judged so far. */
  get checked(): number {
    return this.#checked;
  }

  /** Keeps a message for the next judgement; cheap, because it runs inside the simulated vCenter. */
  record(message: SoapMessage): void {
    this.#waiting.push(message);
  }

  /** Whether something came since the last judgement. */
  get hasMessages(): boolean {
    return this.#waiting.length > 0;
  }

  /** Judges what came since the last call. Requests still unanswered are judged as well. */
  takeViolations(gate: SchemaGate): Violation[] {
    const messages = this.#waiting;
    this.#waiting = [];
    const refused = this.#strictness === 'lenient' ? refusedExchanges(messages) : new Set<number>();
    const violations: Violation[] = [];
    for (const message of messages) {
      const { direction, xml, exchange } = message;
      if (direction === 'request' && refused.has(exchange)) continue;
      const shape = shapeOf(message);
      if (this.#seen.has(shape)) continue;
      this.#seen.add(shape);
      this.#checked += 1;
      const words = gate.check(xml, direction);
      if (words.length > 0) violations.push({ direction, xml, words });
    }
    return violations;
  }
}

function refusedExchanges(messages: readonly SoapMessage[]): Set<number> {
  return new Set(
    messages
      .filter(({ direction, xml }) => direction === 'reply' && REFUSALS.test(xml))
      .map(({ exchange }) => exchange),
  );
}
