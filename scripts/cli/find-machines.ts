import { vmPageSchema } from '../../plugin-server/src/contract/virtual-machine.ts';
import type { VmFilter, VmRow } from '../../plugin-server/src/contract/virtual-machine.ts';
import type { ApiClient } from './api-client.ts';
import { CommandError, EXIT } from './exit-codes.ts';

/** How a machine is named: by name, by id, or by what may be either. */
export type MachineName =
  { readonly name: string } | { readonly id: string } | { readonly nameOrId: string };

/** Up to so many names each is searched for by itself; more are looked for in the whole list. */
const SEARCHES = 20;
const ROWS_A_PAGE = 200;
const ID = /^[A-Za-z0-9_.-]{1,128}$/;

/**
 * Finds machines, in the order of their names. Throws CommandError `badInput` for what is unknown, hidden or ambiguous, all at once.
 */
export async function findMachines(
  api: Pick<ApiClient, 'post'>,
  wanted: readonly MachineName[],
): Promise<readonly VmRow[]> {
  const rows = await candidates(api, wanted);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byName = Map.groupBy(byId.values(), ({ name }) => name);
  const mistakes: string[] = [];
  const found = wanted.flatMap((each) => {
    const matches = new Set([
      ...('id' in each ? [] : (byName.get(textOf(each)) ?? [])),
      ...('name' in each ? [] : [byId.get(textOf(each))].filter((row) => row !== undefined)),
    ]);
    const [row] = matches;
    const label = 'id' in each ? each.id : `"${textOf(each)}"`;
    if (row === undefined)
      mistakes.push(`There is no virtual machine ${label}, or you may not see it.`);
    if (matches.size > 1)
      mistakes.push(
        `${matches.size} virtual machines are named ${label}; name them by id: ${[...matches].map(({ id }) => id).join(', ')}.`,
      );
    return row === undefined ? [] : [row];
  });
  if (mistakes.length > 0) throw new CommandError(EXIT.badInput, mistakes.join(' '));
  return found;
}

function textOf(each: MachineName): string {
  if ('id' in each) return each.id;
  return 'name' in each ? each.name : each.nameOrId;
}

async function candidates(
  api: Pick<ApiClient, 'post'>,
  wanted: readonly MachineName[],
): Promise<readonly VmRow[]> {
  const names = wanted.filter((each) => !('id' in each)).map(textOf);
  const ids = wanted.filter((each) => !('name' in each)).map(textOf);
  const vmIds = ids.filter((id) => ID.test(id));
  const filters: VmFilter[] = [
    ...(vmIds.length > 0 ? [{ vmIds }] : []),
    ...(names.length > SEARCHES ? [{}] : names.map((search) => ({ search: search.slice(0, 128) }))),
  ];
  const rows: VmRow[] = [];
  for (const filter of filters) rows.push(...(await allPages(api, filter)));
  return rows;
}

async function allPages(api: Pick<ApiClient, 'post'>, filter: VmFilter): Promise<readonly VmRow[]> {
  const rows: VmRow[] = [];
  for (;;) {
    const body = { filter, offset: rows.length, limit: ROWS_A_PAGE };
    const page = await api.post('/vms/query', body, vmPageSchema);
    rows.push(...page.rows);
    if (page.rows.length < ROWS_A_PAGE || rows.length >= page.matching) return rows;
  }
}
