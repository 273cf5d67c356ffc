import type { AdmittedToken } from '../domain/api-token.ts';
import { Problem } from '../domain/problem.ts';
import type { ReplicationJob } from '../domain/replication-job.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { ReplicationJobStore } from '../ports/replication-jobs.ts';
import { oneLine } from './audit-trail.ts';

/** What the replication product says of a job. */
export type JobFacts = Pick<ReplicationJob, 'name' | 'kind' | 'vmIds' | 'encrypted'>;

/** The registry as the replication product sees it; each call is made with its API token, for the vCenter that this was let in for. */
export interface RegistryUseCases {
  list(token: AdmittedToken): readonly ReplicationJob[];
  /** Throws Problem `notFound`. */
  find(token: AdmittedToken, id: string): ReplicationJob;
  /** Adds or replaces; saying the same again changes nothing, not even the time. */
  put(token: AdmittedToken, id: string, facts: JobFacts): ReplicationJob;
  /** Removing what is not there is no mistake. */
  remove(token: AdmittedToken, id: string): void;
}

export class ReplicationRegistry implements RegistryUseCases {
  readonly #jobs: ReplicationJobStore;
  readonly #audit: AuditLog;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(parts: {
    readonly jobs: ReplicationJobStore;
    readonly audit: AuditLog;
    readonly clock: Pick<Clock, 'now'>;
  }) {
    this.#jobs = parts.jobs;
    this.#audit = parts.audit;
    this.#clock = parts.clock;
  }

  list({ vcGuid }: AdmittedToken): readonly ReplicationJob[] {
    return this.#jobs.list(vcGuid);
  }

  find({ vcGuid }: AdmittedToken, id: string): ReplicationJob {
    const job = this.#jobs.find(vcGuid, id);
    if (job === null) throw new Problem('notFound', `There is no replication job ${id}.`);
    return job;
  }

  put(token: AdmittedToken, id: string, facts: JobFacts): ReplicationJob {
    const before = this.#jobs.find(token.vcGuid, id);
    const vmIds = [...new Set(facts.vmIds)].sort();
    const { name, kind, encrypted } = facts;
    const updatedAt = this.#clock.now().toISOString();
    const job = { id, vcGuid: token.vcGuid, name, kind, vmIds, encrypted, updatedAt };
    if (before !== null && isSame(before, job)) return before;
    this.#jobs.put(job);
    this.#record(token, job, before === null ? 'Added' : 'Changed');
    return job;
  }

  remove(token: AdmittedToken, id: string): void {
    const before = this.#jobs.find(token.vcGuid, id);
    if (before === null || !this.#jobs.remove(token.vcGuid, id)) return;
    this.#record(token, before, 'Removed');
  }

  #record(token: AdmittedToken, job: ReplicationJob, what: 'Added' | 'Changed' | 'Removed'): void {
    const { name, id, kind, vmIds, encrypted } = job;
    this.#audit.append({
      who: `API token ${token.name}`,
      action: what === 'Removed' ? 'replication-job.remove' : 'replication-job.put',
      vcGuid: token.vcGuid,
      target: oneLine(`${name} (${id})`),
      account: 'plug-in server',
      outcome: 'succeeded',
      detail: `${what}: ${kind} of ${vmIds.length} VMs, ${encrypted ? 'encrypted' : 'not encrypted'}.`,
    });
  }
}

function isSame(one: ReplicationJob, other: ReplicationJob): boolean {
  const facts = ({ name, kind, vmIds, encrypted }: ReplicationJob): string =>
    JSON.stringify([name, kind, vmIds, encrypted]);
  return facts(one) === facts(other);
}
