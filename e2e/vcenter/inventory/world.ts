import type { Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import { managedObjectNotFound } from '../core/vim-fault.ts';
import type { Vcenter } from '../core/vcenter.ts';
import type { HostCertificate, HostCertificateAuthority } from '../managers/host-certificate.ts';
import type { AcceptanceLevel, HostScenario, VmScenario } from '../scenario/scenario-schema.ts';
import { ObjectIds } from './stable-ids.ts';

/** A VIB on a host, as far as anybody can ask for it. */
export interface HostVib {
  readonly name: string;
  readonly vendor: string;
  readonly version: string;
  readonly acceptanceLevel: AcceptanceLevel;
  readonly summary: string;
  readonly maintenanceMode: boolean;
  readonly liveInstallAllowed: boolean;
  readonly liveRemoveAllowed: boolean;
}

/** An I/O filter on a host: what `config.ioFilterInfo` shows of it. */
export interface HostFilter {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly version: string;
  readonly type: string;
  readonly summary: string;
  readonly releaseDate: string;
}

/** What the simulated host itself knows; it outlives a lost connection to vCenter. */
export class SimulatedHost {
  readonly ref: Ref;
  readonly facts: HostScenario;
  /** Management address, one of its own in 127.0.0.0/8. */
  readonly address: string;
  computeResource: Ref;
  acceptanceLevel: AcceptanceLevel;
  vibs: readonly HostVib[] = [];
  filters: readonly HostFilter[];
  rebootRequired: boolean;
  /** Ids of the filters for which the host has been restarted; those that still wait for it are kept apart. */
  readonly restartedFor = new Set<string>();
  readonly #awaited = new Set<string>();
  readonly #issue: () => HostCertificate;
  #certificate: HostCertificate | undefined;

  constructor(
    place: { readonly ref: Ref; readonly address: string; readonly computeResource: Ref },
    facts: HostScenario,
    authority: HostCertificateAuthority,
  ) {
    this.ref = place.ref;
    this.address = place.address;
    this.computeResource = place.computeResource;
    this.facts = facts;
    this.acceptanceLevel = facts.acceptanceLevel;
    this.filters = builtInFilters;
    this.rebootRequired = facts.rebootRequired;
    this.#issue = () => authority.issue({ name: facts.name, address: place.address });
  }

  /** Notes that a filter works only after a restart. */
  awaitRestart(filterId: string): void {
    this.rebootRequired = true;
    this.#awaited.add(filterId);
  }

  /** What a restart does to the host's software. */
  restart(): void {
    this.rebootRequired = false;
    for (const id of this.#awaited) this.restartedFor.add(id);
    this.#awaited.clear();
  }

  /** The host's TLS certificate; made when first asked for. */
  get certificate(): HostCertificate {
    this.#certificate ??= this.#issue();
    return this.#certificate;
  }
}

/** The filters that come with ESXi; values of an 8.0.3 host in a public recording. Note that an id does not always hold the version. */
export const builtInFilters: readonly HostFilter[] = [
  builtIn('VMW_spm_1.0.0', 'spm', '1.0.230', ['datastoreIoControl', '2016-07-21']),
  builtIn('VMW_vmwarevmcrypt_1.0.0', 'vmwarevmcrypt', '1.0.0', ['encryption', '2016-07-21']),
  builtIn('VMW_vmwarelwd_4.0.0', 'vmwarelwd', '4.0.0', ['dataCapture', '2021-07-21']),
];

function builtIn(
  id: string,
  name: string,
  version: string,
  [type, releaseDate]: readonly [string, string],
): HostFilter {
  return {
    id,
    name,
    vendor: 'VMW',
    version,
    type,
    summary: `VMware ${name} I/O filter`,
    releaseDate,
  };
}

/** The simulated things behind the managed objects, shared by the inventory and its managers. */
export class World {
  readonly vcenter: Vcenter;
  readonly authority: HostCertificateAuthority;
  readonly ids = new ObjectIds();
  /** Hosts (keys of references) on their way into maintenance mode: no machine starts there or moves there. */
  readonly entering = new Set<string>();
  /** Machines (keys of references) whose disks are no longer as the scenario made them. */
  readonly reconfigured = new Set<string>();
  readonly #hosts = new Map<string, SimulatedHost>();
  readonly #vms = new Map<string, VmScenario>();
  #addresses = 0;

  constructor(vcenter: Vcenter, authority: HostCertificateAuthority) {
    this.vcenter = vcenter;
    this.authority = authority;
  }

  addHost(host: SimulatedHost): void {
    this.#hosts.set(refKey(host.ref), host);
  }

  removeHost(host: Ref): void {
    this.#hosts.delete(refKey(host));
  }

  /** The simulated host behind a reference. Throws `ManagedObjectNotFound`. */
  host(host: Ref): SimulatedHost {
    const found = this.#hosts.get(refKey(host));
    if (found === undefined) throw managedObjectNotFound(host);
    return found;
  }

  addVm(vm: Ref, facts: VmScenario): void {
    this.#vms.set(refKey(vm), facts);
  }

  /** What the scenario says about a virtual machine. Throws `ManagedObjectNotFound`. */
  vm(vm: Ref): VmScenario {
    const found = this.#vms.get(refKey(vm));
    if (found === undefined) throw managedObjectNotFound(vm);
    return found;
  }

  hosts(): SimulatedHost[] {
    return [...this.#hosts.values()];
  }

  /** The next free management address: 127.20.1.1, 127.20.1.2, … */
  nextAddress(): string {
    const index = this.#addresses;
    this.#addresses += 1;
    return `127.20.${1 + Math.floor(index / 250)}.${1 + (index % 250)}`;
  }
}
