import type { ClusterSummary, HostSummary, Permission, VmSummary } from '@contract/cluster';
import { clusterStatus, hostCountText } from '../shared/cluster-status';
import type { Fact } from '../shared/fact';
import { daemonStatus } from '../shared/daemon-status';
import { hasFilterPolicy } from '../shared/policy-status';
import { sharedMessages } from '../shared/shared-messages';
import type { Status } from '../shared/status';
import { cardMessages } from './card-messages';

/** The cluster's card: "4 of 4 hosts", and whether its VMs can be replicated in real time. */
export function clusterCardFacts(summary: ClusterSummary): readonly Fact[] {
  const { state } = summary;
  return [
    { label: cardMessages.hosts, value: hostCountText(state) },
    statusFact(cardMessages.state, clusterStatus(state)),
    versionFact(state.kind === 'outdated', state.version, state.latestVersion),
    permissionFact(cardMessages.protectable, summary.protectable),
    ...(summary.busyActivityId === null
      ? []
      : [
          statusFact(sharedMessages.activity.running, {
            text: cardMessages.running,
            tone: 'progress',
          }),
        ]),
  ];
}

/** The host's card: its daemon. */
export function hostCardFacts(summary: HostSummary): readonly Fact[] {
  return [
    statusFact(cardMessages.hosts, daemonStatus(summary.state)),
    versionFact(summary.state === 'outdated', summary.filterVersion, summary.latestVersion),
    {
      label: cardMessages.acceptanceLevel,
      value: sharedMessages.acceptanceLevel[summary.acceptanceLevel],
    },
    ...(summary.message === null ? [] : [{ label: cardMessages.message, value: summary.message }]),
  ];
}

/** The virtual machine's card: protectable, or why not; how many of its disks have the policy, and what uses the filter. */
export function vmCardFacts(summary: VmSummary): readonly Fact[] {
  const { jobs } = summary;
  const holding = summary.disks.filter(hasFilterPolicy).length;
  return [
    permissionFact(cardMessages.vmProtectable, summary.protectable),
    ...policyFacts(summary, holding),
    { label: cardMessages.filterOnHost, value: filterText(summary) },
    ...jobs.map(({ name, kind, port }) => ({
      label: cardMessages.jobs[kind],
      value: cardMessages.job(name, port),
    })),
  ];
}

/** How many disks have the policy, and what stands against assigning it where they are not all; where none has it, one line does. */
function policyFacts(summary: VmSummary, holding: number): readonly Fact[] {
  const { disks } = summary;
  const obstacle = holding > 0 && holding === disks.length ? '' : obstacleText(summary);
  const count = { label: cardMessages.policy, value: cardMessages.policyOn(holding, disks.length) };
  if (obstacle === '') return disks.length === 0 ? [] : [count];
  const text = holding === 0 ? cardMessages.cannot(obstacle) : obstacle;
  const label = holding === 0 ? cardMessages.policy : cardMessages.others;
  return [...(holding === 0 ? [] : [count]), statusFact(label, { text, tone: 'warning' })];
}

/** The first reason and its remedy, because a card is small; empty when nothing stands in the way. */
function obstacleText({ disks, reasons }: VmSummary): string {
  const [first] = reasons;
  if (first === undefined) return '';
  const disk = disks.find(({ key }) => key === first.diskKey);
  const reason = disk === undefined ? first.reason : `${disk.label}: ${first.reason}`;
  return first.remedy === '' ? reason : `${reason} ${cardMessages.remedy(first.remedy)}`;
}

function statusFact(label: string, status: Status): Fact {
  return { label, value: status.text, status };
}

function permissionFact(label: string, permission: Permission): Fact {
  if (permission.allowed) return statusFact(label, { text: cardMessages.yes, tone: 'success' });
  const { reason } = permission;
  return statusFact(label, {
    text: reason === null ? cardMessages.no : cardMessages.because(reason),
    tone: 'warning',
  });
}

/** With a warning sign where a newer version is there. */
function versionFact(isOutdated: boolean, version: string | null, latest: string | null): Fact {
  const value = versionText(version, latest);
  return isOutdated
    ? statusFact(cardMessages.version, { text: value, tone: 'warning' })
    : { label: cardMessages.version, value };
}

function versionText(version: string | null, latest: string | null): string {
  if (version === null) return sharedMessages.none;
  return latest === null || latest === version
    ? version
    : `${version} (${cardMessages.updateTo(latest)})`;
}

function filterText({ filterOnHost, hostName }: VmSummary): string {
  const text = versionOnHost(filterOnHost);
  return hostName === null ? text : cardMessages.onHost(text, hostName);
}

function versionOnHost(filter: VmSummary['filterOnHost']): string {
  if (!filter) return cardMessages.noFilterOnHost;
  return filter.available ? filter.version : cardMessages.unavailable(filter.version);
}
