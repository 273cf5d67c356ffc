import { diskReasons } from './disk-eligibility.ts';
import type { DiskDecision } from './policy-targets.ts';
import type { VmAim } from './policy-wishes.ts';
import type { PolicyWorld } from './policy-world.ts';
import type { DiskChange, PolicyTarget, VmChange, VmReason } from './vm-change.ts';
import type { EligibilityQuestion } from './vm-eligibility.ts';
import type { VmDisk, VmListing } from './vm-listing.ts';
import { vmReasons } from './vm-state-rules.ts';

/** What users read of where a disk goes. */
export type TargetNames = (target: PolicyTarget) => string;

interface Decided {
  readonly disk: VmDisk;
  readonly decision: DiskDecision;
}

type Changing = Decided & { readonly decision: Extract<DiskDecision, { readonly kind: 'change' }> };

type Outcome = Pick<VmChange, 'action' | 'disks' | 'reasons'>;

const NOTHING_TO_DO: Outcome = { action: 'skip', disks: [], reasons: [] };

/** What becomes of one machine. Its cluster id is empty outside of clusters, where it can only stay as it is or be refused. */
export function planVm(
  world: PolicyWorld,
  vm: VmListing,
  aim: VmAim,
  nameOf: TargetNames,
): VmChange {
  const clusterId = world.clusterOf(vm)?.cluster.ref.value ?? '';
  const outcome = new VmPlanning(world, vm, aim).outcome(nameOf);
  const isOutside = clusterId === '' && outcome.disks.length > 0;
  return { vm: vm.ref, name: vm.name, clusterId, ...(isOutside ? outside(world, vm) : outcome) };
}

/** Activities work on clusters, so a machine outside of them cannot even lose the filter. */
function outside(world: PolicyWorld, vm: VmListing): Outcome {
  const places: readonly VmReason['code'][] = ['notInCluster', 'hostUnknown'];
  const reasons = vmReasons(world.question(vm, 'assign'));
  return refused(reasons.filter(({ code }) => places.includes(code)));
}

class VmPlanning {
  readonly #world: PolicyWorld;
  readonly #vm: VmListing;
  readonly #aim: VmAim;
  readonly #questions: { [mode in EligibilityQuestion['mode']]?: EligibilityQuestion } = {};

  constructor(world: PolicyWorld, vm: VmListing, aim: VmAim) {
    this.#world = world;
    this.#vm = vm;
    this.#aim = aim;
  }

  outcome(nameOf: TargetNames): Outcome {
    const disks = this.#world.disksOf(this.#vm)?.disks ?? null;
    if (disks === null) return refused(this.#withoutDisks());
    const meant = this.#meant(disks);
    if (meant.length === 0 && this.#aim.diskKeys === null)
      return this.#aim.action === 'assign' ? refused(this.#ofMachine(['assign'])) : NOTHING_TO_DO;
    const decided = meant.map((disk) => this.#decided(disk));
    const changing = decided.filter(isChanging);
    if (this.#goesWithTheFilter(changing)) return NOTHING_TO_DO;
    const isAsWished = decided.some(({ decision }) => decision.kind === 'asWished');
    const ofDisks = [...this.#unknownDisks(disks), ...decided.flatMap(leftOutReasons)];
    const blocking =
      ofDisks.length > 0 || changing.length > 0 ? this.#ofMachine(modesOf(changing)) : [];
    const own = changing.map((each) => this.#own(each));
    const free = changing.filter((_, index) => own[index]?.length === 0);
    const left = own.flat();
    const reasons = [...blocking, ...ofDisks, ...left];
    if (blocking.length > 0 && changing.length > 0) return refused(reasons);
    if (free.length > 0) return this.#changed(free, [...ofDisks, ...left], nameOf);
    return isAsWished || reasons.length === 0 ? { ...NOTHING_TO_DO, reasons } : refused(reasons);
  }

  #changed(free: readonly Changing[], reasons: readonly VmReason[], nameOf: TargetNames): Outcome {
    return {
      action: this.#aim.action,
      disks: free.map(({ disk, decision }) => this.#diskChange(disk, decision.to, nameOf)),
      reasons: [...reasons, ...free.flatMap(({ decision }) => decision.warnings)],
    };
  }

  #diskChange(disk: VmDisk, to: PolicyTarget, nameOf: TargetNames): DiskChange {
    const present = this.#world.policyOf(this.#vm, disk.key);
    const profileId = present?.profileId ?? null;
    return {
      diskKey: disk.key,
      label: disk.label,
      from: profileId === null ? null : { profileId, name: present?.profileName ?? null },
      to,
      toName: nameOf(to),
    };
  }

  #decided(disk: VmDisk): Decided {
    return { disk, decision: this.#aim.decide(this.#world, this.#vm, disk) };
  }

  #meant(disks: readonly VmDisk[]): readonly VmDisk[] {
    const { diskKeys } = this.#aim;
    return diskKeys === null ? disks : disks.filter(({ key }) => diskKeys.includes(key));
  }

  /** Disks that were named and are not there. */
  #unknownDisks(disks: readonly VmDisk[]): readonly VmReason[] {
    const known = new Set(disks.map(({ key }) => key));
    return (this.#aim.diskKeys ?? [])
      .filter((key) => !known.has(key))
      .map((diskKey) => ({
        code: 'unknownDisk',
        reason: `${this.#vm.name} has no disk with the key ${diskKey} any more; it is left out.`,
        remedy: '',
        diskKey,
      }));
  }

  /** Disks that leave the filter of a cluster that loses it leave it as a part of the removal. */
  #goesWithTheFilter(changing: readonly Changing[]): boolean {
    return (
      this.#world.clusterOf(this.#vm)?.fate === 'goes' &&
      changing.length > 0 &&
      changing.every(({ decision }) => decision.mode === 'unassign')
    );
  }

  #own({ disk, decision }: Changing): readonly VmReason[] {
    return diskReasons(disk, this.#question(decision.mode));
  }

  #question(mode: EligibilityQuestion['mode']): EligibilityQuestion {
    this.#questions[mode] ??= this.#world.question(this.#vm, mode);
    return this.#questions[mode];
  }

  #ofMachine(modes: readonly EligibilityQuestion['mode'][]): readonly VmReason[] {
    const wanted = modes.length > 0 ? modes : [this.#usualMode()];
    const found = wanted.flatMap((mode) => vmReasons(this.#question(mode)));
    return [...new Map(found.map((reason) => [reason.code, reason])).values()];
  }

  #usualMode(): EligibilityQuestion['mode'] {
    return this.#aim.action === 'assign' ? 'assign' : 'unassign';
  }

  #withoutDisks(): readonly VmReason[] {
    const reasons = this.#ofMachine([]);
    if (reasons.length > 0) return reasons;
    return [
      {
        code: 'disksUnknown',
        reason: `vCenter does not give the configuration of ${this.#vm.name}, so its disks are not known.`,
        remedy: 'Look at the virtual machine in vCenter, and make the plan again.',
        diskKey: null,
      },
    ];
  }
}

function refused(reasons: readonly VmReason[]): Outcome {
  return { action: 'refuse', disks: [], reasons };
}

function isChanging(decided: Decided): decided is Changing {
  return decided.decision.kind === 'change';
}

function leftOutReasons({ decision }: Decided): readonly VmReason[] {
  return decision.kind === 'leftOut' ? decision.reasons : [];
}

function modesOf(changing: readonly Changing[]): readonly EligibilityQuestion['mode'][] {
  return [...new Set(changing.map(({ decision }) => decision.mode))];
}
