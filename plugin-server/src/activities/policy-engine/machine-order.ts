import type { TaskEnds } from '../../ports/vcenter.ts';
import type { VmWork } from '../../ports/vm-change-store.ts';
import type { PolicyTarget } from '../../domain/vm-change.ts';
import type { WantedPolicy } from '../../domain/virtual-disk.ts';
import type { ClusterRun } from '../cluster-run.ts';
import type { AwayVcenter } from './away-vcenter.ts';
import type { HasFilter } from './filter-wish.ts';
import type { VmRecords } from './vm-records.ts';

/** What is to be done with the machines of one cluster. */
export interface MachineOrder {
  readonly rows: readonly VmWork[];
  readonly policyOf: (to: PolicyTarget) => WantedPolicy;
  /** Ids under which our filter is attached to disks; empty while they are not known, and then nothing is concluded from what is attached. */
  readonly filterIds: ReadonlySet<string>;
  readonly hasFilter: HasFilter;
  /** Whether an earlier process has worked on the cluster, so that machines may have been changed that no row tells of. */
  readonly isTakenUp: boolean;
  /** A machine that is gone needs nothing more where the filter is taken off, and has failed where it should have got it. */
  readonly goneIs: 'succeeded' | 'failed';
}

/** Everything that the change of one machine works with. */
export interface MachineWork {
  readonly run: ClusterRun;
  readonly order: MachineOrder;
  readonly records: VmRecords;
  readonly ends: TaskEnds;
  readonly away: AwayVcenter;
}
