import type { VmRow } from '@contract/virtual-machine';
import { policyStateStatus } from '../shared/policy-status';
import type { Status } from '../shared/status';
import type { DiskTick } from '../shared/vm-disk-list';
import type { Machine, MachineChoice } from './machine-choice';
import { vmMessages } from './vm-messages';

/** What the table shows of a machine. */
export interface MachineRowView {
  readonly machine: Machine;
  /** Null until its page has been read. */
  readonly row: VmRow | null;
  readonly tick: 'off' | 'some' | 'on';
  readonly canToggle: boolean;
  readonly status: Status;
  readonly effect: Status;
  /** What is about single disks is said below, beside the disk. */
  readonly reasons: VmRow['reasons'];
  readonly diskTicks: ReadonlyMap<number, DiskTick>;
}

export function machineRowView(
  machine: Machine,
  row: VmRow | undefined,
  { choice, mode }: { readonly choice: MachineChoice; readonly mode: 'assign' | 'remove' },
): MachineRowView {
  return {
    machine,
    row: row ?? null,
    tick: choice.isPartly(machine) ? 'some' : choice.isTicked(machine) ? 'on' : 'off',
    canToggle: choice.canTick(machine),
    status: policyStateStatus(machine.policyState),
    effect: effectOn(machine, choice, mode),
    reasons: row ? reasonsAbove(row) : [],
    diskTicks: choice.diskTicks(machine, row?.disks ?? []),
  };
}

function effectOn(machine: Machine, choice: MachineChoice, mode: 'assign' | 'remove'): Status {
  const { effects } = vmMessages.list;
  if (choice.isDone(machine)) {
    const text = mode === 'assign' ? effects.doneAssign : effects.doneRemove;
    return { text, tone: 'neutral' };
  }
  if (!machine.isEligible) return { text: effects.refused, tone: 'danger' };
  if (!choice.isTicked(machine)) return { text: effects.stays, tone: 'neutral' };
  if (choice.isPartly(machine)) {
    const text = mode === 'assign' ? effects.assignPartly : effects.removePartly;
    return { text, tone: 'info' };
  }
  return { text: effects[mode], tone: 'info' };
}

function reasonsAbove({ reasons, disks }: VmRow): VmRow['reasons'] {
  return reasons.filter(({ diskKey }) => !disks?.some(({ key }) => key === diskKey));
}
