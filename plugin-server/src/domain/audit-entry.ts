/** One entry of the audit log. */
export interface AuditEntry {
  /** 1, 2, 3, … without a gap. */
  readonly sequence: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** The vSphere user or the API token who asked. */
  readonly who: string;
  /** What was asked: `activity.start`, `activity.cancel`, `bundle.import`, `token.create`, … */
  readonly action: string;
  readonly vcGuid: string | null;
  /** Names and ids of the objects, `Production (domain-c8)`. */
  readonly target: string;
  /** The account under which the work was done. */
  readonly account: string;
  readonly outcome: 'accepted' | 'refused' | 'succeeded' | 'failed';
  /** One plain sentence, free of secrets. */
  readonly detail: string;
  /** SHA-256 in lower-case hex of the entry before; 64 zeros for the first. */
  readonly previousHash: string;
  /** SHA-256 over this entry without `hash`, in canonical JSON. */
  readonly hash: string;
}
