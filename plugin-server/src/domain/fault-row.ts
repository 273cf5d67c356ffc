/** Where a fault comes from; the same type means different things in different places. */
export type FaultContext =
  /** InstallIoFilter_Task and its siblings, as the answer or in the task. */
  | 'filterOperation'
  /** One host's issue with such an operation. */
  | 'host'
  /** EnterMaintenanceMode_Task and ExitMaintenanceMode_Task. */
  | 'maintenanceMode'
  /** ReconfigVM_Task, which changes the storage policy of disks. */
  | 'machine'
  /** Questions to the storage policy service. */
  | 'policies'
  /** Logging in. */
  | 'session'
  /** Any call; looked at when the place itself has no row. */
  | 'anyCall'
  /** The way to vCenter; the types are codes of network and TLS errors. */
  | 'connection';

/** One kind of fault as users read it. */
export interface FaultRow {
  /** The same in the API, the user interface and the log. */
  readonly code: string;
  readonly context: FaultContext;
  /** Wire types. */
  readonly types: readonly string[];
  /** What happened, in a few words without a full stop. */
  readonly title: string;
  /** The likely cause, a sentence. */
  readonly cause: string;
  /** What to do, a sentence. */
  readonly remedy: string;
  /** Whether the same may succeed a little later without anybody having done anything. */
  readonly retryHelps: boolean;
  /** Whether the host goes on once somebody has put it into maintenance mode. */
  readonly maintenanceModeHelps?: true;
}

/** What the rows of one context say besides the context. */
export type FaultWords = Omit<FaultRow, 'context'>;

export function rowsOf(context: FaultContext, rows: readonly FaultWords[]): readonly FaultRow[] {
  return rows.map((row) => ({ ...row, context }));
}
