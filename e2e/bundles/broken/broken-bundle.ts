/** A bundle that must be refused. */
export interface BrokenBundle {
  /** Completes "a bundle …". */
  readonly what: string;
  /** The reason with which it must be refused. */
  readonly reason: string;
  readonly build: () => Promise<Buffer>;
}
