import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import type {
  ComplianceStatus,
  FilterCapability,
  ProfileSpec,
  StorageProfile,
} from '../../src/domain/storage-profile.ts';
import { VimFault } from '../../src/domain/vim-fault.ts';
import type { DiskPolicy, VirtualDiskRef } from '../../src/domain/virtual-disk.ts';
import type {
  DeleteOutcome,
  ReconfigurableVm,
  StoragePolicies,
} from '../../src/ports/storage-policies.ts';
import type { FakeLine } from './fake-line.ts';
import { disksByVm, vmDisks } from './fake-machines.ts';
import type { FakeDisk } from './fake-machines.ts';
import type { Pace } from './fake-operations.ts';
import { FakeReconfiguration } from './fake-reconfiguration.ts';
import type { Assignment } from './fake-reconfiguration.ts';
import {
  capabilitiesOf,
  complianceOf,
  filterNamesIn,
  isInUse,
  mistakeIn,
  profileOf,
} from './fake-profiles.ts';
import type { FakePolicy } from './fake-profiles.ts';
import type { FakeWorld } from './fake-world.ts';

/** Where vCenter asks for the privileges on storage policies. */
const ROOT: ManagedObjectReference = { type: 'Folder', value: 'group-d1' };
const MAX_NAME = 80;

/** Storage policies: a policy puts its filters on a disk and the datastore's default takes them off, but never while there is a snapshot. */
export class FakeStoragePolicies implements StoragePolicies {
  readonly #world: FakeWorld;
  readonly #line: FakeLine;
  readonly #reconfiguration: FakeReconfiguration;

  constructor(world: FakeWorld, pace: Pace, line: FakeLine) {
    this.#world = world;
    this.#line = line;
    this.#reconfiguration = new FakeReconfiguration(world, pace);
  }

  profiles(): Promise<readonly StorageProfile[]> {
    return this.#read('PbmRetrieveContent', () =>
      [...this.#world.policies].map(([id, policy]) => profileOf(this.#world, id, policy)),
    );
  }

  filterCapabilities(): Promise<readonly FilterCapability[]> {
    return this.#read('PbmFetchCapabilityMetadata', () => capabilitiesOf(this.#world));
  }

  create(spec: ProfileSpec): Promise<string> {
    return this.#write('PbmCreate', () => {
      this.#checkName(spec.name, null);
      this.#checkRules(spec);
      const { name, description, ruleSets } = spec;
      const id = this.#world.nextPolicyId();
      const filterNames = filterNamesIn(this.#world, ruleSets);
      this.#world.policies.set(id, { name, description, ruleSets, filterNames, generation: 0 });
      return id;
    });
  }

  update(profileId: string, change: Partial<ProfileSpec>): Promise<void> {
    return this.#write('PbmUpdate', () => {
      const policy = this.#policy(profileId);
      const ruleSets = change.ruleSets ?? profileOf(this.#world, profileId, policy).ruleSets;
      if (change.name !== undefined) this.#checkName(change.name, profileId);
      if (change.ruleSets !== undefined) this.#checkRules(change);
      const generation = (policy.generation ?? 0) + (change.ruleSets === undefined ? 0 : 1);
      const filterNames =
        change.ruleSets === undefined ? policy.filterNames : filterNamesIn(this.#world, ruleSets);
      const changed = { ...policy, ...change, ruleSets, filterNames, generation };
      this.#freezeGenerations(profileId, policy);
      this.#world.policies.set(profileId, changed);
    });
  }

  remove(profileIds: readonly string[]): Promise<readonly DeleteOutcome[]> {
    return this.#write('PbmDelete', () =>
      profileIds.map((profileId) => {
        const policy = this.#world.policies.get(profileId);
        if (policy === undefined) return refused(profileId, 'InvalidArgument', 'It is not there.');
        if (isInUse(this.#world, profileId))
          return refused(profileId, 'PbmResourceInUse', `${policy.name} is in use.`);
        this.#world.policies.delete(profileId);
        return { profileId, fault: null };
      }),
    );
  }

  disksUnder(
    profileIds: readonly string[],
  ): Promise<readonly (VirtualDiskRef & { readonly profileId: string })[]> {
    return this.#read('PbmQueryAssociatedEntities', () => {
      const wanted = new Set(profileIds);
      return this.#world.disks.flatMap(({ vm, diskKey, profileId }) =>
        profileId !== null && wanted.has(profileId) ? [{ vm, diskKey, profileId }] : [],
      );
    });
  }

  associated(disks: readonly VirtualDiskRef[]): Promise<readonly DiskPolicy[]> {
    return this.#read('PbmQueryAssociatedProfiles', () =>
      this.#disks(disks).map(({ vm, diskKey, profileId }) => {
        const policy = profileId === null ? undefined : this.#world.policies.get(profileId);
        return { vm, diskKey, profileId, profileName: policy?.name ?? null };
      }),
    );
  }

  compliance(
    disks: readonly VirtualDiskRef[],
    { check }: { readonly check: boolean },
  ): Promise<readonly ComplianceStatus[]> {
    const method = check ? 'PbmCheckCompliance' : 'PbmFetchComplianceResult';
    return this.#read(method, () =>
      this.#disks(disks).map((disk) => complianceOf(this.#world, disk)),
    );
  }

  reconfigurable(vms: readonly ManagedObjectReference[]): Promise<readonly ReconfigurableVm[]> {
    return this.#line.call('StoragePolicies.reconfigurable', () => {
      const disks = disksByVm(this.#world);
      return vms.flatMap(({ value }) => {
        const vm = this.#world.vms.get(value);
        const facts = vm && vmDisks(this.#world, vm, disks.get(value) ?? []);
        if (!facts) return [];
        const assign = (wanted: Assignment): Promise<ManagedObjectReference> =>
          this.#reconfigure(facts.vm, wanted, facts.changeVersion);
        return [{ ...facts, assign }];
      });
    });
  }

  #reconfigure(
    vm: ManagedObjectReference,
    disks: Assignment,
    changeVersion: string,
  ): Promise<ManagedObjectReference> {
    return this.#line.call('ReconfigVM_Task', () =>
      this.#reconfiguration.start(vm, disks, changeVersion),
    );
  }

  #read<T>(method: string, work: () => T): Promise<T> {
    return this.#line.call(method, () => {
      this.#world.require([ROOT], ['StorageProfile.View']);
      return work();
    });
  }

  #write<T>(method: string, work: () => T): Promise<T> {
    return this.#line.call(method, () => {
      this.#world.require([ROOT], ['StorageProfile.Update']);
      return work();
    });
  }

  #policy(profileId: string): FakePolicy {
    const policy = this.#world.policies.get(profileId);
    if (policy === undefined) throw new VimFault('InvalidArgument', 'There is no such policy.');
    return policy;
  }

  #checkName(name: string, ownId: string | null): void {
    if (name === '' || name.length > MAX_NAME)
      throw new VimFault('InvalidArgument', 'The name has no or too many characters.');
    const isTaken = [...this.#world.policies].some(
      ([id, policy]) => id !== ownId && policy.name === name,
    );
    if (isTaken) throw new VimFault('PbmDuplicateName', `There is a policy ${name}.`, { name });
  }

  #checkRules({ ruleSets = [] }: Partial<ProfileSpec>): void {
    const mistake = mistakeIn(this.#world, ruleSets);
    if (mistake !== null) throw new VimFault('InvalidArgument', mistake);
  }

  /** Disks that were put there without a generation have the one of before the change. */
  #freezeGenerations(profileId: string, { generation = 0 }: FakePolicy): void {
    for (const [place, disk] of this.#world.disks.entries()) {
      if (disk.profileId !== profileId) continue;
      this.#world.disks.splice(place, 1, { ...disk, generation: disk.generation ?? generation });
    }
  }

  #disks(refs: readonly VirtualDiskRef[]): readonly FakeDisk[] {
    const byVm = disksByVm(this.#world);
    return refs.map(({ vm, diskKey }) => {
      const found = byVm.get(vm.value)?.find((disk) => disk.diskKey === diskKey);
      if (found !== undefined) return found;
      throw new VimFault('PbmFaultNotFound', `There is no disk ${diskKey} in ${vm.value}.`);
    });
  }
}

function refused(profileId: string, faultType: string, message: string): DeleteOutcome {
  return { profileId, fault: { faultType, message } };
}
