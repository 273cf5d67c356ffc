import type { DiskPolicy } from '../domain/virtual-disk.ts';
import type { VmDisks } from '../domain/vm-listing.ts';
import { isFault, VimFault } from '../domain/vim-fault.ts';
import type { VcenterConnection } from '../ports/vcenter.ts';
import type { ListedVm } from './vm-list.ts';

/** The disks of one machine, and the policy that each is under by its key. */
export interface DiskFacts {
  readonly disks: VmDisks;
  readonly policies: ReadonlyMap<number, DiskPolicy>;
}

interface Kept {
  /** Null when vCenter did not give the disks. */
  readonly facts: DiskFacts | null;
  /** What the list said of the machine when they were read. */
  readonly listedVersion: string | null;
  /** The one whose answer this is, when it will not be true for long: a task worked on the machine. */
  readonly onlyFor: ListedVm | null;
}

/** So many machines' disks are kept; some hundred bytes each. */
const MOST_MACHINES = 40_000;

type DiskReader = Pick<VcenterConnection, 'vms' | 'storagePolicies'>;

/** Keeps the disks of machines for as long as their configuration has the same version. */
export class VmDiskShelf {
  readonly #kept = new Map<string, Kept>();
  readonly #reading = new Map<string, Promise<void>>();

  /** Null when they were not read for this version, or vCenter did not give them. */
  find(vm: ListedVm): DiskFacts | null {
    const kept = this.#kept.get(vm.listing.ref.value);
    return kept !== undefined && isTrue(kept, vm) ? kept.facts : null;
  }

  /** Whether they have yet to be read for this version. */
  isPending(vm: ListedVm): boolean {
    const kept = this.#kept.get(vm.listing.ref.value);
    return kept === undefined || !isTrue(kept, vm);
  }

  /** Reads what is pending among these machines, few hundred at most, by two calls; what is being read already is waited for. */
  async read(connection: DiskReader, vms: readonly ListedVm[]): Promise<void> {
    const pending = vms.filter((vm) => this.isPending(vm));
    const idOf = (vm: ListedVm): string => vm.listing.ref.value;
    const waits = new Set(pending.flatMap((vm) => this.#reading.get(idOf(vm)) ?? []));
    const wanted = pending.filter((vm) => !this.#reading.has(idOf(vm)));
    if (wanted.length > 0) {
      const reading = this.#read(connection, wanted).finally(() => {
        for (const vm of wanted) this.#reading.delete(idOf(vm));
      });
      for (const vm of wanted) this.#reading.set(idOf(vm), reading);
      waits.add(reading);
    }
    await Promise.all(waits);
  }

  /** Forgets machines that are not there any more. */
  keepOnly(isThere: (vmId: string) => boolean): void {
    for (const vmId of this.#kept.keys()) if (!isThere(vmId)) this.#kept.delete(vmId);
  }

  async #read(connection: DiskReader, vms: readonly ListedVm[]): Promise<void> {
    const read = await connection.vms.disks(vms.map(({ listing }) => listing.ref));
    const policies = await policiesOf(connection, read);
    const byVm = new Map(read.map((disks) => [disks.vm.value, disks]));
    for (const vm of vms) {
      const { value } = vm.listing.ref;
      const disks = byVm.get(value);
      const under = policies.get(value);
      const facts = disks === undefined || under === undefined ? null : { disks, policies: under };
      this.#kept.delete(value);
      this.#kept.set(value, {
        facts,
        listedVersion: vm.listing.changeVersion,
        onlyFor: facts !== null && isBusy(facts, vm) ? vm : null,
      });
    }
    for (const vmId of this.#kept.keys()) {
      if (this.#kept.size <= MOST_MACHINES) break;
      this.#kept.delete(vmId);
    }
  }
}

/** Facts may be newer than the list that asked for them; a list that comes later then agrees with them. */
function isTrue({ facts, listedVersion, onlyFor }: Kept, vm: ListedVm): boolean {
  if (onlyFor !== null) return onlyFor === vm;
  const { changeVersion } = vm.listing;
  return listedVersion === changeVersion || facts?.disks.changeVersion === changeVersion;
}

/** Templates and the like cannot be reconfigured either, but that does not pass by itself. */
function isBusy({ disks }: DiskFacts, { listing }: ListedVm): boolean {
  return (
    !disks.reconfigurable &&
    !listing.template &&
    listing.powerState !== 'suspended' &&
    listing.connectionState === 'connected'
  );
}

type Policies = ReadonlyMap<string, ReadonlyMap<number, DiskPolicy>>;

/** One disk that cannot be asked about fails the question about all, so the question is halved until it stands alone. */
async function policiesOf(connection: DiskReader, read: readonly VmDisks[]): Promise<Policies> {
  const refs = read.flatMap(({ vm, disks }) => disks.map(({ key }) => ({ vm, diskKey: key })));
  try {
    const answers = refs.length === 0 ? [] : await connection.storagePolicies.associated(refs);
    const byVm = Map.groupBy(answers, ({ vm }) => vm.value);
    return new Map(
      read.map(({ vm }) => [
        vm.value,
        new Map((byVm.get(vm.value) ?? []).map((policy) => [policy.diskKey, policy])),
      ]),
    );
  } catch (error) {
    // Expected: a fault about a machine or disk that was removed meanwhile.
    if (!(error instanceof VimFault) || isFault(error, 'NoPermission')) throw error;
    if (read.length < 2) return new Map();
    const middle = Math.floor(read.length / 2);
    const halves = [read.slice(0, middle), read.slice(middle)];
    const answers = await Promise.all(halves.map((half) => policiesOf(connection, half)));
    return new Map(answers.flatMap((half) => [...half]));
  }
}
