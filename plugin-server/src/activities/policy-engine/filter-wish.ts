import { asksForFilter, profileMap } from '../../domain/filter-policy.ts';
import type { PolicyTarget } from '../../domain/vm-change.ts';
import type { VmWork } from '../../ports/vm-change-store.ts';
import type { ClusterRun } from '../cluster-run.ts';
import { whenReachable } from '../reaching-vcenter.ts';

/** Whether a disk that goes there has our filter on it afterwards; null where that cannot be told. */
export type HasFilter = (to: PolicyTarget) => boolean | null;

/** Tells it of all that these machines go to or come from; policies are read only where that is needed, as it is for what is restored. */
export async function readHasFilter(
  run: ClusterRun,
  rows: readonly Pick<VmWork, 'action' | 'disks'>[],
): Promise<HasFilter> {
  const isAsked = rows.some(
    ({ action, disks }) => action === 'restore' || disks.some(({ to }) => to.kind === 'profile'),
  );
  const found = isAsked
    ? await whenReachable(run, () => run.connection.storagePolicies.profiles())
    : [];
  const profiles = profileMap(found);
  const known = new Map(
    found.map(({ profileId, ruleSets }) => {
      const asking = ruleSets.filter(({ rules }) =>
        rules.some((rule) => asksForFilter(rule, run.filter.name, profiles)),
      ).length;
      // Rule sets are alternatives: with some of each kind, vCenter chooses.
      const isMixed = asking > 0 && asking < ruleSets.length;
      return [profileId, isMixed ? null : asking > 0] as const;
    }),
  );
  return (to) =>
    to.kind === 'profile' ? (known.get(to.profileId) ?? null) : to.kind !== 'default';
}
