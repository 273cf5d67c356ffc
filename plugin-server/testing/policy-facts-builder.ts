import type { PolicyCluster, PolicyFacts, RecordedDisk } from '../src/domain/policy-facts.ts';
import type { PolicyPlan } from '../src/domain/policy-planning.ts';
import type { DiskPolicy } from '../src/domain/virtual-disk.ts';
import type { PolicyWishes, VmChange, VmWish } from '../src/domain/vm-change.ts';
import type { FilterFate } from '../src/domain/vm-eligibility.ts';
import type { VmDisks, VmListing } from '../src/domain/vm-listing.ts';
import { aCluster } from './inventory-builders.ts';
import { allProfiles, capability, FILTER_NAME, POLICY_NAME } from './policy-builders.ts';
import { aFilteredHost, aListing, disksOf } from './vm-situations.ts';

/** A machine for `factsOf`; what is not said is as good as it can be. */
export interface PlannedVm {
  readonly number: number;
  readonly vm?: Partial<VmListing>;
  readonly disks?: VmDisks | null;
  /** What its disks are under, in their order; null for the datastore's default, which is what is left out. */
  readonly under?: readonly (string | null)[];
}

/** One cluster with host-1 that carries the filter; the machines run there. */
export function factsOf(
  vms: readonly PlannedVm[],
  changes: Partial<PolicyFacts> = {},
): PolicyFacts {
  const disks = vms.flatMap(({ number, disks: own }) =>
    own === null ? [] : [own ?? disksOf(number)],
  );
  return {
    vcenter: { vcGuid: 'guid', name: 'vc.example.com' },
    clusters: [aPolicyCluster('stays')],
    vms: vms.map(({ number, vm }) => aListing(number, vm)),
    disks,
    diskPolicies: vms.flatMap(policiesOf),
    profiles: allProfiles,
    capability,
    filter: { name: FILTER_NAME, identities: [{ name: FILTER_NAME, vendor: 'SMP' }] },
    policyName: POLICY_NAME,
    recorded: [],
    toRestore: [],
    outOfDate: [],
    jobs: [],
    user: { name: 'VSPHERE.LOCAL\\anna', notEditable: new Set(), lacksAtRoot: [] },
    serviceAccount: { name: 'VSPHERE.LOCAL\\service', notEditable: new Set(), lacksAtRoot: [] },
    ...changes,
  };
}

export function aPolicyCluster(fate: FilterFate, hosts = [aFilteredHost(1)]): PolicyCluster {
  return { cluster: aCluster(1, hosts), fate };
}

function policiesOf({ number, disks, under = [] }: PlannedVm): readonly DiskPolicy[] {
  const own = disks === undefined ? disksOf(number) : disks;
  return (own?.disks ?? []).map(({ key }, index) => ({
    vm: { type: 'VirtualMachine', value: `vm-${number}` },
    diskKey: key,
    profileId: under[index] ?? null,
    profileName: nameOf(under[index] ?? null),
  }));
}

function nameOf(profileId: string | null): string | null {
  return allProfiles.find((profile) => profile.profileId === profileId)?.name ?? null;
}

/** What was recorded of the first disk of a machine. */
export function aRecord(number: number, profileId: string | null, diskKey = 2000): RecordedDisk {
  return {
    vm: { type: 'VirtualMachine', value: `vm-${number}` },
    diskKey,
    profileId,
    profileName: nameOf(profileId),
    vmName: `web-${number}`,
    clusterId: 'domain-c1',
  };
}

export function assign(number: number, diskKeys?: readonly number[]): VmWish {
  return { vmId: `vm-${number}`, desired: 'assigned', diskKeys };
}

export function unassign(number: number, diskKeys?: readonly number[]): VmWish {
  return { vmId: `vm-${number}`, desired: 'unassigned', diskKeys };
}

export function wishes(
  virtualMachines: readonly VmWish[],
  changes: Partial<PolicyWishes> = {},
): PolicyWishes {
  return { virtualMachines, combine: true, ineligible: 'refuse', ...changes };
}

/** `web-1 assign 2000>filter, 2001>combined vsan [multiWriter 2002]` */
export function inShort({ name, action, disks, reasons }: VmChange): string {
  const moves = disks.map(({ diskKey, to }) => {
    const detail =
      to.kind === 'combined'
        ? ` ${to.baseProfileId}`
        : to.kind === 'profile'
          ? ` ${to.profileId}`
          : '';
    return `${diskKey}>${to.kind}${detail}`;
  });
  const why = reasons.map(({ code, diskKey }) => (diskKey === null ? code : `${code} ${diskKey}`));
  return [`${name} ${action}`, moves.join(', '), why.length === 0 ? '' : `[${why.join(', ')}]`]
    .filter((part) => part !== '')
    .join(' ');
}

/** All changes of a plan, cluster by cluster. */
export function changesOf({ changes }: PolicyPlan): readonly string[] {
  return [...changes.values()].flat().map(inShort);
}

/** `severity code scope` of every finding. */
export function findingsOf({ findings }: PolicyPlan): readonly string[] {
  return [...findings.values()]
    .flat()
    .map(({ severity, code, scope }) => `${severity} ${code} ${scope.id}`);
}
