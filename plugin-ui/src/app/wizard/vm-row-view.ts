import type { VmPage, VmRow } from '@contract/virtual-machine';
import { policyMessages } from '../shared/policy-messages';
import { policyStateStatus } from '../shared/policy-status';
import type { Status } from '../shared/status';
import type { DiskTick } from '../shared/vm-disk-list';
import type { VmChoice } from './vm-choice';
import type { TickState, VmEntry } from './vm-entry';
import { canToggleDisk, tickOf, wishedDisks } from './vm-entry';
import { wizardMessages } from './wizard-messages';

/** What the list shows of a machine. */
export interface VmRowView {
  readonly row: VmRow;
  readonly tick: TickState;
  readonly canToggle: boolean;
  readonly power: PowerView;
  /** What Finish does to it, or how it stands with the policy when that is nothing. */
  readonly status: Status;
  /** First reason of a machine that cannot be ticked, with how many more there are. */
  readonly refusal: string;
  readonly place: string;
  /** Those that the list of its disks does not tell. */
  readonly reasons: VmRow['reasons'];
  readonly diskTicks: ReadonlyMap<number, DiskTick>;
}

interface PowerView {
  readonly text: string;
  readonly shape: string;
  readonly status: string;
}

const powers: Readonly<Record<VmRow['powerState'], Omit<PowerView, 'text'>>> = {
  poweredOn: { shape: 'play', status: 'success' },
  poweredOff: { shape: 'stop', status: 'neutral' },
  suspended: { shape: 'pause', status: 'warning' },
};

export function vmRowViews(page: VmPage, choice: VmChoice): readonly VmRowView[] {
  return page.rows.map((row) => vmRowView(row, choice));
}

function vmRowView(row: VmRow, choice: VmChoice): VmRowView {
  const { machineList: text } = wizardMessages;
  const entry = choice.entryOf(row);
  const tick = tickOf(entry);
  const wishedKeys = wishedDisks(entry, row.disks ?? []);
  return {
    row,
    tick,
    canToggle: row.eligible || row.policyState !== 'none' || tick !== 'off',
    power: { ...powers[row.powerState], text: policyMessages.power[row.powerState] },
    status: statusOf(row, entry),
    refusal: row.eligible ? '' : text.refusal(row.reasons.map(({ reason }) => reason)),
    place: [row.clusterName, ...row.folder].join(' / '),
    reasons: row.reasons.filter(({ diskKey }) => diskKey === null || row.disks === null),
    diskTicks: new Map(
      (row.disks ?? []).map((disk) => [
        disk.key,
        { isTicked: wishedKeys.has(disk.key), canToggle: canToggleDisk(entry, row, disk) },
      ]),
    ),
  };
}

function statusOf(row: VmRow, entry: VmEntry | undefined): Status {
  const { effect } = wizardMessages.machineList;
  switch (entry?.wish) {
    case 'assign':
      return { text: effect.gets, tone: 'info' };
    case 'unassign':
      return { text: effect.loses, tone: 'warning' };
    case 'keep':
    case undefined:
      return policyStateStatus(row.policyState);
  }
}

/** The tick in the head of the list, for the rows on screen. */
export function pageTick(views: readonly VmRowView[]): TickState {
  const ticked = views.filter(({ tick }) => tick !== 'off');
  if (ticked.length === 0) return 'off';
  const tickable = views.filter(({ row, tick }) => row.eligible || tick !== 'off');
  return tickable.every(({ tick, row }) => tick === 'on' || (tick === 'some' && !row.eligible))
    ? 'on'
    : 'some';
}
