/** How long the runner waits; all in milliseconds. */
export interface RunnerTimes {
  /** Between two tries to reach a vCenter that is away. */
  readonly reconnectMs: number;
  /** For the hosts to report the filter after vCenter's task has succeeded. */
  readonly verifyMs: number;
  /** The same when vCenter no longer knows the task, so that nobody tells when it ends. */
  readonly verifyWithoutTaskMs: number;
}

export const DEFAULT_TIMES: RunnerTimes = {
  reconnectMs: 5_000,
  verifyMs: 120_000,
  verifyWithoutTaskMs: 900_000,
};
