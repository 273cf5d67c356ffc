/** The only source of time, so that specs own it. */
export interface Clock {
  now(): Date;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when aborted. */
  delay(ms: number, signal: AbortSignal): Promise<void>;
}
