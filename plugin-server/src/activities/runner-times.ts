import { RETRY_DELAY_MS } from '../domain/retry-policy.ts';

/** How long the runner waits; all in milliseconds. */
export interface RunnerTimes {
  /** From a try that failed to the next one. */
  readonly retryMs: number;
  /** Between the first tries to reach a vCenter that is away; each further try waits twice as long. */
  readonly reconnectMs: number;
  /** The longest time between two such tries. */
  readonly reconnectLimitMs: number;
  /** For the hosts to report the filter, or its absence, after vCenter's task has succeeded. */
  readonly verifyMs: number;
  /** The same when vCenter no longer knows the task, so that nobody tells when it ends. */
  readonly verifyWithoutTaskMs: number;
  /** Between two looks at the disks that still use the filter. */
  readonly detachedMs: number;
  /** From the first try to change a machine to the second one, when another task or change stood against it. */
  readonly machineRetryMs: number;
  /** Between two looks whether vCenter knows the filter's capability. */
  readonly capabilityPollMs: number;
  /** How long that is waited for; it appears some time after the filter was installed. */
  readonly capabilityMs: number;
}

export const DEFAULT_TIMES: RunnerTimes = {
  retryMs: RETRY_DELAY_MS,
  reconnectMs: 1_000,
  reconnectLimitMs: 60_000,
  verifyMs: 120_000,
  verifyWithoutTaskMs: 900_000,
  detachedMs: 2_000,
  machineRetryMs: 1_000,
  capabilityPollMs: 2_000,
  capabilityMs: 180_000,
};
