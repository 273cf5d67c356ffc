import type { VmFilterChoices, VmQuery } from '../../plugin-server/src/contract/virtual-machine.ts';

/** Questions that people put to the list of machines, by what they do. */
export interface Questions {
  readonly pages: readonly VmQuery[];
  readonly searches: readonly VmQuery[];
  readonly sorts: readonly VmQuery[];
  readonly filters: readonly VmQuery[];
}

/** So many pages, spread evenly over the list. */
const PAGES = 20;

/**
 * The same questions each time.
 * @param total machines in the list
 */
export function questionsAbout(
  total: number,
  clusterIds: readonly string[],
  choices: VmFilterChoices,
): Questions {
  const offsets = Array.from({ length: PAGES }, (_, index) =>
    Math.floor((total * (index + 0.5)) / PAGES),
  );
  const keys = ['name', 'cluster', 'host', 'powerState', 'policyState'] as const;
  const folders = choices.folders.slice(0, 3).map(({ id }) => ({ folderId: id }));
  const tags = (choices.tags ?? []).slice(0, 3).map(({ id }) => ({ tagId: id }));
  const filters = [
    { clusterIds: clusterIds.slice(0, 1) },
    { clusterIds: clusterIds.slice(0, 10) },
    { policyState: 'none' as const },
    { policyState: 'someOrAll' as const },
    { eligibility: 'eligible' as const },
    { eligibility: 'ineligible' as const, search: 'db' },
    ...folders,
    ...tags,
  ];
  return {
    pages: offsets.map((offset) => ({ offset })),
    searches: ['app', 'c07', 'db-1', '12', 'no such machine'].map((search) => ({
      filter: { search },
    })),
    sorts: keys.flatMap((by) =>
      [false, true].map((descending) => ({ sort: { by, descending }, offset: total / 4 })),
    ),
    filters: filters.map((filter) => ({ filter })),
  };
}
