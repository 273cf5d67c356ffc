import type { DataObject, Ref } from '../core/managed-object.ts';
import type { Session } from '../core/session.ts';
import type { TaskHandle } from '../core/vcenter.ts';
import { VimFault } from '../core/vim-fault.ts';
import { filterId } from '../inventory/build-inventory.ts';
import { downloadBundle } from './bundle-download.ts';
import { readBundle } from './bundle-reader.ts';
import { postFilterEvent } from './filter-events.ts';
import { FilterIssue } from './filter-issue.ts';
import { clusterFilterInfo } from './filter-store.ts';
import type { FilterRecord, FilterStore } from './filter-store.ts';
import { deployToHost } from './host-deployment.ts';
import type { Deployment } from './host-deployment.ts';
import type { VibFacts } from './vib-reader.ts';

/** What an installation works with. */
export interface InstallContext extends Deployment {
  readonly store: FilterStore;
  readonly downloadMilliseconds: number;
  readonly trustedRoots: () => readonly string[];
}

/** The arguments of `InstallIoFilter_Task`. */
export interface InstallRequest {
  readonly vibUrl: string;
  readonly cluster: Ref;
  readonly vibSslTrust?: DataObject;
  readonly session: Session;
}

/** Share of the progress bar that the download takes. */
const DOWNLOADED_PERCENT = 5;

/**
 * The work of an install task: fetch and read the bundle, then one host after the other (order and progress are the simulation's choice). The
 * record appears as soon as the filter's name is known and stays when hosts fail, so that the issues can be read and resolved.
 * @returns `ClusterIoFilterInfo`
 */
export async function installFilter(
  context: InstallContext,
  request: InstallRequest,
  task: TaskHandle,
): Promise<DataObject> {
  const record = addRecord(context, request, await fetchVib(context, request, task.signal));
  task.progress(DOWNLOADED_PERCENT);
  const hosts = clusterHosts(context, request.cluster);
  for (const [index, host] of hosts.entries()) {
    await deployToHost(context, record, host, task.signal);
    const share = (index + 1) / hosts.length;
    task.progress(Math.round(DOWNLOADED_PERCENT + share * (100 - DOWNLOADED_PERCENT)));
  }
  return finish(context, request, record);
}

/** The hosts that a cluster has now. */
export function clusterHosts({ world }: Deployment, cluster: Ref): readonly Ref[] {
  return world.vcenter.registry.get(cluster).properties['host'] as readonly Ref[];
}

/** Makes the cluster's record unless the filter is there already; two installations at once cannot both get past this. */
function addRecord(context: InstallContext, request: InstallRequest, vib: VibFacts): FilterRecord {
  const same = context.store
    .of(request.cluster)
    .find(({ filter }) => filter.name === vib.name && filter.vendor === vib.vendor);
  if (same !== undefined) {
    const text = `A filter with the name ${vib.name} of ${vib.vendor} is on the cluster already.`;
    throw new VimFault('AlreadyExists', { name: same.filter.id }, text);
  }
  refuseImageCluster(context, request.cluster, vib);
  const record = toRecord(request, vib);
  context.store.add(record);
  return record;
}

/** While the name of the filter is unknown no record can hold a failure: the task alone reports it (simulation's choice). */
async function fetchVib(
  { world, downloadMilliseconds, trustedRoots }: InstallContext,
  request: InstallRequest,
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

function toRecord(request: InstallRequest, vib: VibFacts): FilterRecord {
  const { name, vendor, version, summary, releaseDate } = vib;
  const { vibSslTrust } = request;
  return {
    cluster: request.cluster,
    filter: {
      id: filterId(vib),
      name,
      vendor,
      version,
      type: 'replication',
      summary,
      releaseDate,
    },
    vib,
    platforms: vib.platforms,
    vibUrl: request.vibUrl,
    ...(vibSslTrust && { vibSslTrust }),
    opType: 'install',
    issues: new Map(),
  };
}

/** An image takes no content of the community level; how vCenter says so is not documented (simulation's choice). */
function refuseImageCluster({ world }: InstallContext, cluster: Ref, vib: VibFacts): void {
  const { properties } = world.vcenter.registry.get(cluster);
  if (properties['lifecycleManaged'] !== true || vib.acceptanceLevel !== 'community') return;
  const text = `The cluster is managed with a single image, which cannot hold the community VIB ${vib.name}.`;
  throw new FilterIssue('acceptanceLevel', text).toFault();
}

function finish(
  { world }: InstallContext,
  { cluster, session }: InstallRequest,
  record: FilterRecord,
): DataObject {
  const { name, id, version } = record.filter;
  const failed = record.issues.size;
  const about = { entity: cluster, data: { filterId: id, filterVersion: version }, session };
  if (failed === 0) {
    const message = `The I/O filter ${name} was installed on the cluster.`;
    postFilterEvent(world.vcenter, 'FilterInstallationSuccessEvent', { ...about, message });
    return clusterFilterInfo(record);
  }
  const message = `Installing the I/O filter ${name} failed on ${failed} host(s) of the cluster.`;
  postFilterEvent(world.vcenter, 'FilterInstallationFailedEvent', { ...about, message });
  throw new VimFault('PlatformConfigFault', { text: message }, message);
}
