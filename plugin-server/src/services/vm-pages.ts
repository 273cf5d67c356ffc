import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { jobNamesByVm } from '../domain/replication-job.ts';
import { Problem } from '../domain/problem.ts';
import type { ReplicationJobs } from '../ports/replication-jobs.ts';
import type { AuthenticatedUser, VcenterConnection, Vcenters } from '../ports/vcenter.ts';
import { datacenterOf, folderPath, isMadeByPeople } from './vm-folders.ts';
import type { VmIndex, VmIndexState } from './vm-index.ts';
import type { VmIndexes } from './vm-indexes.ts';
import type { ListedVm } from './vm-list.ts';
import { eligibilityOf, testsOf } from './vm-match.ts';
import type { VmContext, VmTest, VmTests } from './vm-match.ts';
import { rowView } from './vm-row.ts';
import type { VmSight } from './vm-sights.ts';
import type {
  VmFilter,
  VmFilterChoices,
  VmPageReader,
  VmPageResult,
  VmPageWish,
  VmPossibilities,
  VmSelectionResult,
  VmSelectionWish,
} from './vm-use-cases.ts';

interface Look {
  readonly connection: VcenterConnection;
  readonly index: VmIndex;
  readonly state: VmIndexState;
  readonly sight: VmSight;
}

interface Found {
  readonly positions: readonly number[];
  readonly matching: number;
  readonly total: number;
  readonly disksPending: number;
}

/** Pages, selections and filters over the machines that are kept; it asks vCenter only for what is not known yet. */
export class VmPages implements VmPageReader {
  readonly #vcenters: Pick<Vcenters, 'connect'>;
  readonly #indexes: VmIndexes;
  readonly #jobs: Pick<ReplicationJobs, 'list'>;

  constructor(parts: {
    readonly vcenters: Pick<Vcenters, 'connect'>;
    readonly indexes: VmIndexes;
    readonly jobs: Pick<ReplicationJobs, 'list'>;
  }) {
    this.#vcenters = parts.vcenters;
    this.#indexes = parts.indexes;
    this.#jobs = parts.jobs;
  }

  async page(user: AuthenticatedUser, wish: VmPageWish): Promise<VmPageResult> {
    const look = await this.#look(user);
    const { connection, index, sight, state } = look;
    const context = await this.#context(look, wish.filter);
    const isJudged = wish.filter.eligibility !== undefined;
    const all = isJudged || sight.knowsEdits ? await sight.edits() : null;
    const tests = testsOf(wish.filter, context, all);
    const first = find(wish, look, tests);
    const shown = vmsAt(state, first.positions);
    const isUnread = first.positions.some((at) => state.disks.isPending(at));
    const [edits] = await Promise.all([
      all ?? sight.editsOf(first.positions),
      isUnread ? index.shelf.read(connection, shown) : null,
    ]);
    this.#indexes.sights.prepare(sight);
    index.readAhead();
    // What is known of their disks now may change what matches.
    const { positions, ...counts } = isUnread ? find(wish, look, tests) : first;
    const accounts = { user: user.userName, serviceAccount: connection.serviceAccount };
    const rowContext = { ...context, edits, accounts, judging: tests.judging };
    return {
      rows: positions.map((position) => rowView(position, rowContext)),
      ...counts,
      asOf: state.list.asOf,
    };
  }

  async selection(user: AuthenticatedUser, wish: VmSelectionWish): Promise<VmSelectionResult> {
    const look = await this.#look(user);
    const context = await this.#context(look, wish.filter);
    const edits = await look.sight.edits();
    const tests = testsOf(wish.filter, context, edits);
    const isEligible = eligibilityOf(context, tests.judging, edits);
    const { vms } = look.state.list;
    const matching = [...vms.keys()].filter((at) => tests.inScope(at) && tests.matches(at));
    const chosen = wish.includeIneligible ? matching : matching.filter(isEligible);
    return { vms: vmsAt(look.state, chosen), leftOut: matching.length - chosen.length };
  }

  async possibilities(
    user: AuthenticatedUser,
    vmIds: readonly string[],
  ): Promise<readonly VmPossibilities[]> {
    const look = await this.#look(user);
    const context = await this.#context(look, {});
    const edits = await look.sight.edits();
    const { inScope } = testsOf({ vmIds }, context, null);
    const canBe = (wanted: 'assigned' | 'unassigned'): VmTest =>
      eligibilityOf(context, () => wanted, edits);
    const [isAssignable, isUnassignable] = [canBe('assigned'), canBe('unassigned')];
    return look.state.list.vms.flatMap(({ listing, policyState }, at) => {
      if (!inScope(at)) return [];
      const can = { assignable: isAssignable(at), unassignable: isUnassignable(at) };
      return [{ vmId: listing.ref.value, policyState, ...can }];
    });
  }

  async filterChoices(user: AuthenticatedUser): Promise<VmFilterChoices> {
    const look = await this.#look(user);
    const { vms } = look.state.list;
    const { inScope } = testsOf({}, await this.#context(look, {}), null);
    const seen = vms.filter((_, at) => inScope(at));
    const ids = new Set(seen.map(({ listing }) => listing.ref.value));
    const tags = await look.index.tags();
    return {
      folders: folderChoices(look.state, seen),
      tags:
        tags?.flatMap(({ id, name, category, vmIds }) => {
          const count = vmIds.filter((vmId) => ids.has(vmId)).length;
          return count === 0 ? [] : [{ id, name, category, vms: count }];
        }) ?? null,
    };
  }

  async #look(user: AuthenticatedUser): Promise<Look> {
    const connection = await this.#vcenters.connect(user.vcGuid);
    const index = this.#indexes.of(connection.vcGuid);
    const state = await index.current();
    const sight = await this.#indexes.sights.of(user, connection, state.list);
    if (!sight.policiesReadable)
      throw new Problem(
        'notPermitted',
        `Your account ${user.userName} may not see storage policies (VM storage policies > View VM storage policies, on the vCenter).`,
      );
    return { connection, index, state, sight };
  }

  async #context({ index, state, sight }: Look, { tagId }: VmFilter): Promise<VmContext> {
    const tags = tagId === undefined ? null : await index.tags();
    return {
      state,
      sight,
      jobs: jobNamesByVm(this.#jobs.list(index.vcGuid)),
      tagged: tagId === undefined ? null : new Set(tags?.find(({ id }) => id === tagId)?.vmIds),
    };
  }
}

/** Goes once through all machines, in the wanted order. */
function find(wish: VmPageWish, { state }: Look, tests: VmTests): Found {
  const { list } = state;
  const order = list.order(wish.sort.by);
  const positions: number[] = [];
  let [matching, total, disksPending] = [0, 0, 0];
  for (let place = 0; place < order.length; place += 1) {
    const at = order[wish.sort.descending ? order.length - 1 - place : place] ?? 0;
    if (!tests.inScope(at)) continue;
    total += 1;
    if (!tests.matches(at)) continue;
    if (matching >= wish.offset && positions.length < wish.limit) positions.push(at);
    matching += 1;
    if (state.disks.isPending(at)) disksPending += 1;
  }
  return { positions, matching, total, disksPending };
}

function vmsAt({ list }: VmIndexState, positions: readonly number[]): readonly ListedVm[] {
  return positions.flatMap((position) => list.vms[position] ?? []);
}

/** The folders that hold machines that the user may see, and those above them. */
function folderChoices(
  { list: { folders } }: VmIndexState,
  vms: readonly ListedVm[],
): VmFilterChoices['folders'] {
  const ids = new Set(vms.flatMap(({ listing }) => listing.folder?.value ?? []));
  const parentOf = (id: string): ManagedObjectReference | null => folders.get(id)?.parent ?? null;
  for (const id of ids) {
    const parent = parentOf(id);
    if (parent !== null) ids.add(parent.value);
  }
  const datacenters = new Set([...ids].flatMap((id) => datacenterOf(folders, id) ?? []));
  const choices = [...ids].flatMap((id) => {
    const folder = folders.get(id);
    if (folder === undefined || !isMadeByPeople(folder)) return [];
    const path = folderPath(folders, id);
    const datacenter = datacenterOf(folders, id);
    return [{ id, path: datacenters.size > 1 && datacenter ? [datacenter, ...path] : path }];
  });
  return choices.sort((a, b) => (a.path.join('\n') < b.path.join('\n') ? -1 : 1));
}
