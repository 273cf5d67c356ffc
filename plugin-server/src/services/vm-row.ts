import { folderPath } from './vm-folders.ts';
import type { Judging } from './vm-judge.ts';
import type { VmContext } from './vm-match.ts';
import type { EditRights } from './vm-sights.ts';
import type { VmRowView } from './vm-use-cases.ts';

/** For whom a row is made. */
export interface RowContext extends VmContext {
  readonly edits: EditRights;
  readonly judging: (position: number) => Judging;
  /** As users call them. */
  readonly accounts: { readonly user: string; readonly serviceAccount: string };
}

/** One machine as its row shows it. Throws a RangeError for a position outside of the list. */
export function rowView(position: number, context: RowContext): VmRowView {
  const { sight, edits, accounts } = context;
  const { list, judge } = context.state;
  const vm = list.vms[position];
  if (vm === undefined) throw new RangeError(`There is no machine at ${position}.`);
  const { host } = vm;
  const isHostHidden = host !== null && !sight.canSee(host.ref.value);
  const { eligible, reasons } = judge.judge(position, context.judging(position), {
    notEditableBy: {
      user: edits.user(position) ? null : accounts.user,
      serviceAccount: edits.serviceAccount(position) ? null : accounts.serviceAccount,
    },
    jobNames: context.jobs.get(vm.listing.ref.value) ?? [],
    isHostHidden,
  });
  return {
    vm,
    hostName: host === null || isHostHidden ? null : host.name,
    folder: folderPath(list.folders, vm.listing.folder?.value),
    eligible,
    reasons,
    disks: judge.disksAt(position),
  };
}
