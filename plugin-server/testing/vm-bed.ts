import { Subject } from 'rxjs';
import type { Activity } from '../src/domain/activity.ts';
import type { SessionUser } from '../src/ports/vcenter.ts';
import { VmIndexes } from '../src/services/vm-indexes.ts';
import { VmPages } from '../src/services/vm-pages.ts';
import type { VmFilter, VmPageResult, VmPageWish } from '../src/services/vm-use-cases.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeVcenter } from './fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost, aHostFilter } from './inventory-builders.ts';
import { MemoryReplicationJobs } from './memory-replication-jobs.ts';
import { SilentLog } from './silent-log.ts';

/** Pages of machines over a vCenter in memory: cluster 1 carries the filter on two hosts, cluster 2 has one host without it. */
export class VmBed {
  readonly clock = new FakeClock();
  readonly changes = new Subject<Activity>();
  readonly log = new SilentLog();
  readonly jobs = new MemoryReplicationJobs();
  readonly vcenter: FakeVcenter;
  readonly indexes: VmIndexes;
  readonly pages: VmPages;
  readonly anna: SessionUser;

  constructor() {
    const withFilter = { filters: [aHostFilter()] };
    const second = { parent: aCluster(2, []).ref };
    this.vcenter = new FakeVcenter({
      clusters: [
        aCluster(1, [aHost(1, withFilter), aHost(2, withFilter)]),
        aCluster(2, [aHost(3, second)]),
      ],
      bundles: [aBundle()],
    });
    this.anna = this.vcenter.user('anna');
    const vcenters = this.vcenter.vcenters();
    const { clock, log, jobs, changes } = this;
    const parts = { vcenters, bundles: this.vcenter, clock, log, policyName: 'Filter policy' };
    this.indexes = new VmIndexes({ ...parts, runner: { changes } });
    this.pages = new VmPages({ vcenters, indexes: this.indexes, jobs });
  }

  /** One page by name, 50 machines long. */
  page(wish: Partial<VmPageWish> = {}, user = this.anna): Promise<VmPageResult> {
    return this.pages.page(user, {
      filter: {},
      sort: { by: 'name', descending: false },
      offset: 0,
      limit: 50,
      ...wish,
    });
  }

  /** Names of the machines that match, in their order. */
  async names(filter: VmFilter = {}, user = this.anna): Promise<readonly string[]> {
    return namesOf(await this.page({ filter }, user));
  }

  /** How many calls the vCenter has got. */
  get calls(): number {
    return this.vcenter.wire.calls.filter((call) => call !== 'connect').length;
  }
}

export function namesOf({ rows }: VmPageResult): readonly string[] {
  return rows.map(({ vm }) => vm.listing.name);
}
