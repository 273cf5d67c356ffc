import { filterId } from '../inventory/build-inventory.ts';
import { downloadBundle } from './bundle-download.ts';
import { readBundle } from './bundle-reader.ts';
import type { BundleRequest, FilterContext } from './filter-context.ts';
import { postFilterEvent } from './filter-events.ts';
import { FilterIssue } from './filter-issue.ts';
import type { FilterRecord } from './filter-store.ts';
import type { VibFacts } from './vib-reader.ts';

/**
 * Downloads the bundle of a request and reads the filter in it. While the name of the filter is unknown no record can hold a failure: the task
 * alone reports it (simulation's choice).
 * @throws VimFault for a URL or a bundle that cannot be used
 */
export async function fetchVib(
  { world, downloadMilliseconds, trustedRoots }: FilterContext,
  request: BundleRequest,
  signal: AbortSignal,
): Promise<VibFacts> {
  const { vibUrl, vibSslTrust, cluster, session } = request;
  if (vibSslTrust?.$type === 'UntrustedCertificate') {
    postFilterEvent(world.vcenter, 'UntrustedCertificateEvent', {
      entity: cluster,
      message: `A certificate for the VIB URL ${vibUrl} was not verified.`,
      data: { vibUrl },
      session,
    });
  }
  await world.vcenter.clock.sleep(downloadMilliseconds, signal);
  try {
    const trust = { trustedRoots: trustedRoots(), ...(vibSslTrust && { vibSslTrust }) };
    const vib = await readBundle(await downloadBundle(vibUrl, trust, signal));
    if (!vib.files.some((file) => /\/libvmiof-[^/]+\.so$/.test(file))) {
      throw new FilterIssue('invalidVib', `The VIB ${vib.name} holds no I/O filter.`);
    }
    return vib;
  } catch (error) {
    // An unusable URL or bundle is the caller's fault, not the simulator's.
    throw error instanceof FilterIssue ? error.toFault() : error;
  }
}

/** vCenter's record of a filter that is about to be put on a cluster. */
export function toRecord(
  request: BundleRequest,
  vib: VibFacts,
  opType: 'install' | 'upgrade',
): FilterRecord {
  const { name, vendor, version, summary, releaseDate } = vib;
  const { vibSslTrust } = request;
  const id = filterId(vib);
  return {
    cluster: request.cluster,
    filter: { id, name, vendor, version, type: 'replication', summary, releaseDate },
    vib,
    platforms: vib.platforms,
    vibUrl: request.vibUrl,
    ...(vibSslTrust && { vibSslTrust }),
    opType,
    issues: new Map(),
    unfetched: new Set(),
  };
}
