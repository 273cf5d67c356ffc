import type { PolicyBook } from './policy-book.ts';
import { combinationObstacles, encryptedWithoutPolicy } from './policy-conflicts.ts';
import type { PolicyObstacle } from './policy-conflicts.ts';
import type { StorageProfile } from './storage-profile.ts';
import type { VmReason } from './vm-change.ts';
import type { VmDisk } from './vm-listing.ts';

/** Tells what stands against combining policies with the filter; found once for each policy, and asked for each of many disks. */
export class CombinationCheck {
  readonly #book: PolicyBook;
  readonly #filterClass: string | null;
  readonly #found = new Map<string, readonly PolicyObstacle[]>();

  /** @param filterClass class of our filter; null as long as nothing tells */
  constructor(book: PolicyBook, filterClass: string | null) {
    this.#book = book;
    this.#filterClass = filterClass;
  }

  obstaclesOf(base: StorageProfile): readonly PolicyObstacle[] {
    const known = this.#found.get(base.profileId);
    if (known !== undefined) return known;
    const { filterName, byId } = this.#book;
    const filter = { name: filterName, filterClass: this.#filterClass };
    const found = combinationObstacles(base, filter, byId);
    this.#found.set(base.profileId, found);
    return found;
  }

  /** Why a disk cannot keep its rules and get the filter; empty for one that is under a policy with the filter. */
  reasonsOf(disk: VmDisk, vmName: string, profileId: string | null): readonly VmReason[] {
    if (this.#book.usesFilter(profileId)) return [];
    const base = this.#book.find(profileId);
    const encrypted = encryptedWithoutPolicy(disk, vmName, base, this.#book.byId);
    if (encrypted !== null) return [{ ...encrypted, diskKey: disk.key }];
    const obstacles = base === null ? [] : this.obstaclesOf(base);
    return obstacles.map((obstacle) => ({ ...obstacle, diskKey: disk.key }));
  }
}
