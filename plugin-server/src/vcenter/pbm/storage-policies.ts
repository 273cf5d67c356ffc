import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import type {
  ComplianceStatus,
  FilterCapability,
  ProfileSpec,
  StorageProfile,
} from '../../domain/storage-profile.ts';
import type { DiskPolicy, VirtualDiskRef } from '../../domain/virtual-disk.ts';
import type {
  DeleteOutcome,
  ReconfigurableVm,
  StoragePolicies,
} from '../../ports/storage-policies.ts';
import type { VmReconfiguration } from '../vim25/vm-reconfiguration.ts';
import { diskAssociations, disksUnder } from './disk-associations.ts';
import { diskCompliance } from './disk-compliance.ts';
import type { PbmService } from './pbm-service.ts';
import { PbmProfiles } from './profiles.ts';

/** Which policy a disk is under, only PBM knows; putting it under one is an edit of the machine (vSphere API reference). */
export class PbmStoragePolicies implements StoragePolicies {
  readonly #pbm: PbmService;
  /** `about.instanceUuid` of the vCenter. */
  readonly #serverUuid: string;
  readonly #profiles: PbmProfiles;
  readonly #reconfiguration: VmReconfiguration;

  constructor(pbm: PbmService, serverUuid: string, reconfiguration: VmReconfiguration) {
    this.#pbm = pbm;
    this.#serverUuid = serverUuid;
    this.#profiles = new PbmProfiles(pbm);
    this.#reconfiguration = reconfiguration;
  }

  profiles(): Promise<readonly StorageProfile[]> {
    return this.#profiles.list();
  }

  filterCapabilities(): Promise<readonly FilterCapability[]> {
    return this.#profiles.filterCapabilities();
  }

  create(spec: ProfileSpec): Promise<string> {
    return this.#profiles.create(spec);
  }

  update(profileId: string, change: Partial<ProfileSpec>): Promise<void> {
    return this.#profiles.update(profileId, change);
  }

  remove(profileIds: readonly string[]): Promise<readonly DeleteOutcome[]> {
    return this.#profiles.remove(profileIds);
  }

  disksUnder(
    profileIds: readonly string[],
  ): Promise<readonly (VirtualDiskRef & { readonly profileId: string })[]> {
    return disksUnder(this.#pbm, this.#serverUuid, profileIds);
  }

  associated(disks: readonly VirtualDiskRef[]): Promise<readonly DiskPolicy[]> {
    return diskAssociations(this.#pbm, this.#serverUuid, disks);
  }

  compliance(
    disks: readonly VirtualDiskRef[],
    { check }: { readonly check: boolean },
  ): Promise<readonly ComplianceStatus[]> {
    return diskCompliance(this.#pbm, this.#serverUuid, { disks, check });
  }

  reconfigurable(vms: readonly ManagedObjectReference[]): Promise<readonly ReconfigurableVm[]> {
    return this.#reconfiguration.reconfigurable(vms);
  }
}
