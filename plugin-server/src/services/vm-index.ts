import { setImmediate as nextTurn } from 'node:timers/promises';
import { currentFilterName } from '../domain/filter-identity.ts';
import type { FilterIdentity } from '../domain/filter-identity.ts';
import { PolicyBook } from '../domain/policy-book.ts';
import type { VmTag } from '../domain/vm-listing.ts';
import type { BundleCatalog } from '../ports/bundle-catalog.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { VcenterConnection, Vcenters } from '../ports/vcenter.ts';
import { heldBundles } from './held-bundles.ts';
import { Kept } from './kept.ts';
import type { KeptTimes } from './kept.ts';
import { VmDiskShelf } from './vm-disk-shelf.ts';
import { ListedDisks } from './vm-listed-disks.ts';
import { VmJudge } from './vm-judge.ts';
import { VmList } from './vm-list.ts';
import type { ListedVm } from './vm-list.ts';

/** All machines of one vCenter at one time, with what is known about policies and what the rules say. */
export interface VmIndexState {
  readonly list: VmList;
  readonly disks: ListedDisks;
  readonly judge: VmJudge;
}

export interface VmIndexParts {
  readonly vcenters: Pick<Vcenters, 'connect'>;
  readonly bundles: Pick<BundleCatalog, 'list' | 'latest'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Name of the filter's own policy. */
  readonly policyName: string;
}

interface FilterPolicies {
  readonly book: PolicyBook;
  readonly identities: readonly FilterIdentity[];
  readonly byVm: ReadonlyMap<string, ReadonlyMap<number, string>>;
}

const LIST_TIMES: KeptTimes = { freshMs: 30_000, longestMs: 300_000 };
const TAG_TIMES: KeptTimes = { freshMs: 60_000, longestMs: 600_000 };
/** Machines whose disks are read by one call in the background, and the pause between two calls, in which requests have the processor. */
const CHUNK = 100;
const PAUSE_MS = 50;

/** The machines of one vCenter, kept between requests. However many there are, reading them takes the same few calls. */
export class VmIndex {
  readonly vcGuid: string;
  readonly shelf = new VmDiskShelf();
  readonly #parts: VmIndexParts;
  readonly #stopping: AbortSignal;
  readonly #state: Kept<VmIndexState>;
  readonly #tags: Kept<readonly VmTag[] | null>;
  #isFilling = false;

  constructor(vcGuid: string, parts: VmIndexParts, stopping: AbortSignal) {
    this.vcGuid = vcGuid;
    this.#parts = parts;
    this.#stopping = stopping;
    this.#state = new Kept(parts.clock, LIST_TIMES);
    this.#tags = new Kept(parts.clock, TAG_TIMES);
  }

  /** The machines, at most some minutes old. Throws VimFault or VcenterUnreachable. */
  current(): Promise<VmIndexState> {
    return this.#state.current((before) => this.#read(before));
  }

  /** Null where this vCenter does not give its tags. */
  tags(): Promise<readonly VmTag[] | null> {
    return this.#tags.current(async () => (await this.#connect()).vms.tags());
  }

  /** Reads the list anew at the next question, which the old one still answers. */
  outdate(): void {
    this.#state.outdate();
  }

  /** Forgets the list: what it says is known to be wrong. */
  forget(): void {
    this.#state.forget();
  }

  #connect(): Promise<VcenterConnection> {
    return this.#parts.vcenters.connect(this.vcGuid);
  }

  async #read(before: VmIndexState | null): Promise<VmIndexState> {
    const asOf = this.#parts.clock.now();
    const connection = await this.#connect();
    const [{ vms, folders }, inventory, { byVm, ...policies }] = await Promise.all([
      connection.vms.list(),
      connection.inventory.read(),
      this.#policies(connection),
    ]);
    const facts = { asOf, vms, folders, inventory, filterPolicies: byVm };
    // Each of these steps takes some ten milliseconds; requests go in between.
    await nextTurn();
    const list = new VmList(facts, before?.list ?? null);
    await nextTurn();
    const { shelf } = this;
    shelf.keepOnly((vmId) => list.positionOf(vmId) !== undefined);
    const disks = new ListedDisks(list, shelf);
    return { list, disks, judge: new VmJudge({ list, disks, ...policies }) };
  }

  /** The disks under a policy with our filter: two calls, however many disks and policies there are. */
  async #policies(connection: VcenterConnection): Promise<FilterPolicies> {
    const { bundles, policyName } = this.#parts;
    const [held, profiles] = await Promise.all([
      heldBundles(bundles),
      connection.storagePolicies.profiles(),
    ]);
    const filterName = currentFilterName(held) ?? '';
    const book = new PolicyBook(profiles, { filterName, policyName });
    const ids = book.ofFilter().map(({ profileId }) => profileId);
    const disks = ids.length === 0 ? [] : await connection.storagePolicies.disksUnder(ids);
    const byVm = new Map<string, Map<number, string>>();
    for (const { vm, diskKey, profileId } of disks) {
      const under = byVm.get(vm.value) ?? new Map<number, string>();
      byVm.set(vm.value, under.set(diskKey, profileId));
    }
    return { book, identities: held.identities, byVm };
  }

  /** Begins to read in the background, few machines at a time, the disks that no request has asked for yet. */
  readAhead(): void {
    if (!this.#isFilling) void this.#fill();
  }

  async #fill(): Promise<void> {
    this.#isFilling = true;
    const { clock, log } = this.#parts;
    try {
      for (;;) {
        await clock.delay(PAUSE_MS, this.#stopping);
        const chunk = this.#nextChunk();
        if (chunk.length === 0) return;
        await this.shelf.read(await this.#connect(), chunk);
      }
    } catch (error) {
      // Expected: the server stops, or whatever a call can end with. The next list begins again.
      if (!this.#stopping.aborted) log.warn({ err: error }, 'disks could not be read ahead');
    } finally {
      this.#isFilling = false;
    }
  }

  #nextChunk(): readonly ListedVm[] {
    const state = this.#state.latest;
    const chunk: ListedVm[] = [];
    for (const [position, vm] of state?.list.vms.entries() ?? []) {
      if (state?.disks.isPending(position) === true) chunk.push(vm);
      if (chunk.length === CHUNK) break;
    }
    return chunk;
  }
}
