import type { DataObject, Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import type { VimFault } from '../core/vim-fault.ts';
import { VimFault as Fault } from '../core/vim-fault.ts';
import type { HostFilter, HostVib } from '../inventory/world.ts';

/** vCenter's record of one filter on one cluster. */
export interface FilterRecord {
  readonly cluster: Ref;
  readonly filter: HostFilter;
  readonly vib: HostVib;
  /** ESXi versions that the VIB is for, as patterns; empty means any. */
  readonly platforms: readonly string[];
  readonly vibUrl?: string;
  readonly vibSslTrust?: DataObject;
  opType: 'install' | 'uninstall' | 'upgrade';
  /** Failures that are still open, by host. */
  readonly issues: Map<string, HostIssue>;
  /** Hosts (keys of references) that came later and for which the bundle could not be fetched again. */
  readonly unfetched: Set<string>;
}

/** The open failures of one host. */
export interface HostIssue {
  readonly host: Ref;
  readonly faults: readonly VimFault[];
}

/** The filters that vCenter manages on its clusters. */
export class FilterStore {
  readonly #records = new Map<string, FilterRecord[]>();

  /** All filters of a cluster. */
  of(cluster: Ref): readonly FilterRecord[] {
    return this.#records.get(refKey(cluster)) ?? [];
  }

  /** The filter with this id. Throws `NotFound`. */
  get(cluster: Ref, filterId: string): FilterRecord {
    const record = this.of(cluster).find(({ filter }) => filter.id === filterId);
    if (record === undefined) {
      throw new Fault('NotFound', {}, `The filter ${filterId} is not installed on the cluster.`);
    }
    return record;
  }

  add(record: FilterRecord): void {
    this.#records.set(refKey(record.cluster), [...this.of(record.cluster), record]);
  }

  remove(record: FilterRecord): void {
    const rest = this.of(record.cluster).filter((each) => each !== record);
    this.#records.set(refKey(record.cluster), rest);
  }
}

/** `ClusterIoFilterInfo` of a record. */
export function clusterFilterInfo(record: FilterRecord): DataObject {
  return {
    $type: 'ClusterIoFilterInfo',
    ...record.filter,
    opType: record.opType,
    ...(record.vibUrl === undefined ? {} : { vibUrl: record.vibUrl }),
  };
}

/** `IoFilterQueryIssueResult` of a record. */
export function filterIssues(record: FilterRecord): DataObject {
  return {
    opType: record.opType,
    hostIssue: [...record.issues.values()].map(({ host, faults }) => ({
      host,
      issue: faults.map((fault) => fault.toLocalized()),
    })),
  };
}
