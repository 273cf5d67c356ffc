import type { VmIndexState } from './vm-index.ts';
import { folderPath } from './vm-folders.ts';
import type { VmTests } from './vm-match.ts';
import type { VmSight } from './vm-sights.ts';
import type { VmRowView } from './vm-use-cases.ts';

/** One machine as its row shows it. Throws a RangeError for a position outside of the list. */
export function rowView(
  { list, judge }: VmIndexState,
  position: number,
  { sight, tests }: { readonly sight: VmSight; readonly tests: VmTests },
): VmRowView {
  const vm = list.vms[position];
  if (vm === undefined) throw new RangeError(`There is no machine at ${position}.`);
  const { eligible, reasons } = judge.judge(
    vm,
    tests.judging(position),
    tests.circumstances(position),
  );
  const { host } = vm;
  return {
    vm,
    hostName: host !== null && sight.canSeeHost(host.ref.value) ? host.name : null,
    folder: folderPath(list.folders, vm.listing.folder?.value),
    eligible,
    reasons,
    disks: judge.disksOf(vm),
  };
}
