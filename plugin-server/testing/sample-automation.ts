import type { AdmittedToken } from '../src/domain/api-token.ts';
import type { AuditEntry } from '../src/domain/audit-entry.ts';
import { Problem } from '../src/domain/problem.ts';
import type { ReplicationJob } from '../src/domain/replication-job.ts';
import type { AppParts } from '../src/http/create-app.ts';
import { SAMPLE_VC_GUID } from './sample-world.ts';

/** Tokens that the sample application lets in, by scope. */
export const SAMPLE_API_TOKENS = {
  operate: 'rtr_operate00000_sample',
  'replication-jobs': 'rtr_product00000_sample',
} as const;

export const sampleJob: ReplicationJob = {
  id: 'job-1',
  vcGuid: SAMPLE_VC_GUID,
  name: 'Databases to Berlin',
  kind: 'replication',
  vmIds: ['vm-42'],
  encrypted: true,
  updatedAt: '2026-01-01T00:00:00.000Z',
};

export const sampleAuditEntry: AuditEntry = {
  sequence: 1,
  at: '2026-01-01T00:00:00.000Z',
  who: 'VSPHERE.LOCAL\\anna',
  action: 'activity.start',
  vcGuid: SAMPLE_VC_GUID,
  target: 'Production (domain-c8)',
  account: 'VSPHERE.LOCAL\\svc',
  outcome: 'accepted',
  detail: 'Activity 1: install on Production.',
  previousHash: '0'.repeat(64),
  hash: 'a'.repeat(64),
};

/** What machines use: tokens, the registry of replication jobs, the audit log. */
export function sampleAutomation(): Pick<AppParts, 'tokens' | 'registry' | 'audit'> {
  return {
    tokens: { admit: admitSample },
    registry: {
      list: () => [sampleJob],
      find: () => sampleJob,
      put: (_token, id, facts) => ({ ...sampleJob, ...facts, id }),
      remove: () => undefined,
    },
    audit: {
      page: () => Promise.resolve({ entries: [sampleAuditEntry], nextCursor: null }),
      all: () => Promise.resolve([sampleAuditEntry]),
    },
  };
}

function admitSample(
  presented: string,
  { scope }: { readonly scope: AdmittedToken['scope'] },
): AdmittedToken {
  const known = Object.values<string>(SAMPLE_API_TOKENS).includes(presented);
  if (!known) throw new Problem('notAuthenticated', 'The API token is not valid.');
  if (presented !== SAMPLE_API_TOKENS[scope]) {
    throw new Problem('notPermitted', 'The API token has another scope.');
  }
  return {
    id: 'sample000000',
    name: 'sample',
    scope,
    vcGuid: SAMPLE_VC_GUID,
    userName: scope === 'operate' ? 'VSPHERE.LOCAL\\anna' : null,
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
  };
}
