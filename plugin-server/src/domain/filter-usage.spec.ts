import { aDisconnectedHost, aHost } from '../../testing/inventory-builders.ts';
import { aDisk, aJob, aVm, usedBy } from '../../testing/usage-builders.ts';
import { jobsInTheWay, machinesOf, usageOn, vmsToDetach } from './filter-usage.ts';
import type { VmState } from './virtual-disk.ts';

const hosts = [aHost(1), aHost(2), aDisconnectedHost(3)];
const onThird = { host: aHost(3).ref };

describe('a machine whose disks use the filter', () => {
  const rows: readonly (readonly [string, Partial<VmState>, string | null, string | null])[] = [
    ['runs', {}, null, null],
    ['is powered off', { powerState: 'poweredOff' }, null, null],
    ['has a snapshot', { hasSnapshot: true }, 'snapshots', 'Delete all snapshots'],
    ['is a template', { template: true }, 'template', 'Convert the template'],
    ['is suspended', { powerState: 'suspended' }, 'suspended', 'Resume it'],
    ['is orphaned', { connectionState: 'orphaned' }, 'orphaned', 'Bring its files back'],
    ['is disconnected', { connectionState: 'disconnected' }, 'disconnected', 'Reconnect its host'],
    ['is on a host that is away', onThird, 'esx-3.example.com is disconnected', 'Reconnect esx-3'],
    [
      'has a snapshot on a host that is away',
      { ...onThird, hasSnapshot: true },
      'esx-3.example.com is disconnected',
      'Reconnect esx-3',
    ],
  ];
  for (const [situation, changes, blocked, remedy] of rows)
    it(`can${blocked === null ? '' : 'not'} leave it when it ${situation}`, () => {
      const [row] = vmsToDetach(usedBy([aVm(1, changes)]), hosts);

      if (blocked === null) expect([row?.blocked, row?.remedy]).toEqual([null, null]);
      else {
        expect(row?.blocked).toContain(blocked);
        expect(row?.remedy).toContain(remedy ?? '');
      }
    });

  it('is counted with all its disks, and machines come by name', () => {
    const usage = usedBy([aVm(2), aVm(1)], { disks: [aDisk(1), aDisk(1, 2001), aDisk(2)] });

    expect(vmsToDetach(usage, hosts).map(({ name, disks }) => `${name} ${disks}`)).toEqual([
      'web-1 2',
      'web-2 1',
    ]);
  });
});

describe('the users of the filter of one cluster', () => {
  it('are machines on its hosts and machines that vCenter names, with their jobs', () => {
    const elsewhere = { host: { type: 'HostSystem', value: 'host-9' } };
    const facts = {
      disks: [aDisk(3)],
      vms: [aVm(1), aVm(2, elsewhere), aVm(3, { host: null })],
      jobs: [aJob('Here', [1]), aJob('Elsewhere', [2]), aJob('Named', [3])],
    };

    const usage = usageOn(hosts, facts);

    expect(usage.jobs.map(({ name }) => name)).toEqual(['Here', 'Named']);
    expect(usage.vms.map(({ name }) => name)).toEqual(['web-1', 'web-3']);
  });

  it('name in a job only the machines that are known', () => {
    const jobs = jobsInTheWay(usedBy([aVm(2), aVm(1)], { jobs: [aJob('Shop', [2, 77, 1])] }));

    expect(jobs.map(({ vmNames }) => vmNames)).toEqual([['web-1', 'web-2']]);
  });

  it('are read once each, however many disks and jobs name them', () => {
    const machines = machinesOf([aDisk(1), aDisk(1, 2001)], [aJob('Shop', [1, 2])]);

    expect(machines.map(({ value }) => value)).toEqual(['vm-1', 'vm-2']);
  });
});
