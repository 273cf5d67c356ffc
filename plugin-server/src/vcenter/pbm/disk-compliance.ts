import type { ComplianceStatus } from '../../domain/storage-profile.ts';
import type { VirtualDiskRef } from '../../domain/virtual-disk.ts';
import { asList, member, textOf } from '../decoded.ts';
import { diskEntity, diskKeyOf } from './disk-entities.ts';
import { inBatches } from './in-batches.ts';
import type { PbmService } from './pbm-service.ts';

/** Most entities that one check takes (vSphere storage policy API reference). */
const BATCH = 1_000;
const STATUSES: readonly ComplianceStatus[] = [
  'compliant',
  'nonCompliant',
  'unknown',
  'notApplicable',
  'outOfDate',
];

/** What SPBM thinks of disks, in their order: anew, or as it thought last. */
export async function diskCompliance(
  pbm: PbmService,
  serverUuid: string,
  question: { readonly disks: readonly VirtualDiskRef[]; readonly check: boolean },
): Promise<readonly ComplianceStatus[]> {
  const { disks, check } = question;
  const operation = check ? 'PbmCheckCompliance' : 'PbmFetchComplianceResult';
  const results = await inBatches(disks, BATCH, async (batch) => {
    const entities = batch.map((disk) => diskEntity(disk, serverUuid));
    return asList(await pbm.call('complianceManager', operation, { entities }));
  });
  const statuses = new Map(
    results.map((result) => {
      const status = textOf(result, 'complianceStatus');
      const known = STATUSES.find((each) => each === status) ?? 'unknown';
      return [textOf(member(result, 'entity'), 'key'), known] as const;
    }),
  );
  return disks.map((disk) => statuses.get(diskKeyOf(disk)) ?? 'unknown');
}
