import type { Finding as ContractFinding } from '../../contract/finding.ts';
import type { Finding } from '../../domain/finding.ts';

/** Findings look the same inside and outside; copied member by member, so that a new member inside is not shown by accident. */
export function presentFinding(finding: Finding): ContractFinding {
  const { code, severity, scope, reason, remedy, link } = finding;
  return {
    code,
    severity,
    scope: { type: scope.type, id: scope.id, name: scope.name },
    reason,
    remedy,
    link: link && { ...link },
  };
}
