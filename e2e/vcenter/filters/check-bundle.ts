import { refKey } from '../core/managed-object.ts';
import type { Ref } from '../core/managed-object.ts';
import { downloadBundle } from './bundle-download.ts';
import { readBundle } from './bundle-reader.ts';
import type { FilterContext } from './filter-context.ts';
import { FilterIssue } from './filter-issue.ts';
import type { FilterRecord } from './filter-store.ts';

/**
 * Fetches the bundle of a filter again for a host that came later: the stored URL must still lead to it. Notes in the record whether it did, so that resolving tries again.
 * @throws FilterIssue when it is gone, no longer trusted or another one
 */
export async function checkBundle(
  { world, trustedRoots }: FilterContext,
  record: FilterRecord,
  host: Ref,
): Promise<void> {
  const { vibUrl, vibSslTrust, filter, unfetched } = record;
  if (vibUrl === undefined) return;
  unfetched.add(refKey(host));
  const trust = { trustedRoots: trustedRoots(), ...(vibSslTrust && { vibSslTrust }) };
  const vib = await readBundle(await downloadBundle(vibUrl, trust, world.vcenter.closing));
  if (vib.version !== filter.version) {
    const text = `The bundle at ${vibUrl} is no longer ${filter.version}.`;
    throw new FilterIssue('invalidVib', text);
  }
  unfetched.delete(refKey(host));
}
