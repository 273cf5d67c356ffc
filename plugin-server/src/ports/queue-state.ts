/** Which vCenters' queues an administrator has paused; survives a restart. */
export interface QueueState {
  paused(): readonly string[];
  setPaused(vcGuid: string, paused: boolean): void;
}
