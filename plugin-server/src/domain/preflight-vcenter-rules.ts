import type { ClusterWorld } from './cluster-world.ts';
import type { FindingDraft } from './finding-link.ts';

/** Beyond this, certificates and the times of tasks cannot be relied on. */
const TOLERATED_SECONDS = 60;

/** What there is to say of the vCenter itself. */
export function vcenterFindings({ vcenter }: ClusterWorld): readonly FindingDraft[] {
  const ahead = vcenter.clockAheadSeconds;
  if (ahead === null || Math.abs(ahead) <= TOLERATED_SECONDS) return [];
  const minutes = Math.round(Math.abs(ahead) / 60);
  return [
    {
      code: 'clockSkew',
      severity: 'warning',
      scope: { type: 'vCenter', id: vcenter.vcGuid, name: vcenter.name },
      reason: `The clock of ${vcenter.name} is ${minutes === 1 ? 'a minute' : `${minutes} minutes`} ${ahead > 0 ? 'ahead of' : 'behind'} the plug-in server's.`,
      remedy: 'Let vCenter, the hosts and this server use the same time source.',
    },
  ];
}
