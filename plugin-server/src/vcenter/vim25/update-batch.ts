import { VimFault } from '../../domain/vim-fault.ts';
import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { listOf, localizedFault, member, referenceOf, textOf } from '../decoded.ts';

/** What changed on one object, by property path. */
export interface ObjectUpdate {
  readonly ref: ManagedObjectReference;
  readonly kind: 'enter' | 'modify' | 'leave';
  /** New values; undefined for a property that is unset now. */
  readonly changes: ReadonlyMap<string, unknown>;
  /** Paths that vCenter would not read. */
  readonly refused: readonly string[];
}

/** What one filter reported at once. */
export interface UpdateBatch {
  /** Whether this is the whole present state: what was known before must be forgotten. */
  readonly fresh: boolean;
  readonly updates: readonly ObjectUpdate[];
}

/** Reads the `objectSet` of a PropertyFilterUpdate. Filters are made without partial updates, so each change is a whole value. */
export function parseObjectUpdates(filterUpdate: unknown): readonly ObjectUpdate[] {
  return listOf(filterUpdate, 'objectSet').map((update) => {
    const kind = textOf(update, 'kind');
    return {
      ref: referenceOf(update, 'obj'),
      kind: kind === 'enter' || kind === 'leave' ? kind : 'modify',
      changes: new Map(
        listOf(update, 'changeSet').map(
          (change) => [textOf(change, 'name'), member(change, 'val')] as const,
        ),
      ),
      refused: listOf(update, 'missingSet').map((missing) => textOf(missing, 'path')),
    };
  });
}

/** The fault about an object of the filter that is not there any more, or null. */
export function missingObjectFault(filterUpdate: unknown): VimFault | null {
  const missing = listOf(filterUpdate, 'missingSet')[0];
  if (missing === undefined) return null;
  const { faultType, message } = localizedFault(missing);
  return new VimFault(faultType, message, { obj: referenceOf(missing, 'obj') });
}
