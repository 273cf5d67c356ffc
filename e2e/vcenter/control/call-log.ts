/** One call that the simulated vCenter received. */
export interface CallRecord {
  readonly seq: number;
  readonly at: string;
  readonly service: 'vim25' | 'pbm' | 'rest';
  readonly method: string;
  /** `HostSystem:host-12`, or the path of a REST call. */
  readonly object: string;
  userName: string | null;
  readonly apiVersion: string | null;
  /** Null as long as the call has not been answered. */
  durationMs: number | null;
  /** The type of the fault that it was answered with, `cut` for a connection that a fault rule cut. */
  fault: string | null;
}

/** The calls are remembered up to this number, the newest of them. */
const LIMIT = 200_000;

/** Every call in the order of arrival. */
export class CallLog {
  #records: CallRecord[] = [];
  #seq = 0;

  /** Notes a call that has come in; the caller fills in its end. */
  begin(entry: Omit<CallRecord, 'seq' | 'at' | 'durationMs' | 'fault'>): CallRecord {
    const at = new Date().toISOString();
    const record = { seq: ++this.#seq, at, ...entry, durationMs: null, fault: null };
    this.#records.push(record);
    if (this.#records.length > LIMIT) this.#records = this.#records.slice(LIMIT / 2);
    return record;
  }

  /** The calls, or those of one method. */
  list(method?: string): readonly CallRecord[] {
    return method === undefined
      ? [...this.#records]
      : this.#records.filter((record) => record.method === method);
  }

  clear(): void {
    this.#records = [];
  }
}
