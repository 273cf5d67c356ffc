import { AppTesting } from '../../testing/provide-app-testing';
import {
  aFilteredDisk,
  aPlannedPolicy,
  aVmChange,
  aVmDisk,
  aVmReason,
  somePolicyChanges,
} from '../../testing/vm-builders';
import { ViewHarness } from '../../testing/view-harness';
import { PlannedPolicyList } from './planned-policy-list';
import { policyCountsText, sumOfCounts } from './policy-counts';
import { VmChangeList } from './vm-change-list';
import { VmDiskList } from './vm-disk-list';
import { VmReasonList } from './vm-reason-list';

describe('the lists about storage policies', () => {
  beforeEach(() => {
    new AppTesting();
  });

  it('name the disk that a reason is about, and the remedy', () => {
    const reasons = [
      aVmReason(),
      aVmReason({ code: 'physicalRdm', reason: 'It is a physical RDM.', diskKey: 2001 }),
    ];
    const disks = [aVmDisk({ key: 2001, label: 'Hard disk 2' })];
    const view = new ViewHarness(VmReasonList, { reasons, disks });

    expect(view.text('[data-reason=snapshot]')).toBe(
      'It has a snapshot. What to do: Delete its snapshots.',
    );
    expect(view.text('[data-reason=physicalRdm]')).toContain('Hard disk 2: It is a physical RDM.');
  });

  it('show size and policy of each disk, and when policy and fact disagree', () => {
    const disks = [
      aVmDisk(),
      aFilteredDisk({ key: 2001, label: 'Hard disk 2', filterAttached: false }),
    ];
    const view = new ViewHarness(VmDiskList, { vmName: 'db-01', disks });

    expect(view.text('[data-disk="Hard disk 1"]')).toBe('Hard disk 1 40 GB Datastore Default');
    expect(view.text('[data-disk="Hard disk 2"]')).toContain('The filter is not attached yet');
    expect(view.find('input')).toBeNull();
  });

  it('leave a disk’s tick to whoever keeps the choice', () => {
    const ticks = new Map([[2000, { isTicked: true, canToggle: true }]]);
    const view = new ViewHarness(VmDiskList, { vmName: 'db-01', disks: [aFilteredDisk()], ticks });
    const keys: number[] = [];
    view.fixture.componentInstance.toggled.subscribe((key) => keys.push(key));
    const box = view.find('input') as HTMLInputElement;
    box.click();

    expect(keys).toEqual([2000]);
    expect(box.checked).toBeTrue();
    expect(box.getAttribute('aria-label')).toBe('I/O Filter policy on Hard disk 1 of db-01');
  });

  it('say of a policy whether it is there, and which rules it keeps', () => {
    const policies = [
      aPlannedPolicy({ profileId: 'p-1', disks: 3 }),
      aPlannedPolicy({
        kind: 'combined',
        name: 'Gold + I/O Filter',
        baseName: 'Gold',
        warnings: ['Encryption comes first.'],
      }),
    ];
    const view = new ViewHarness(PlannedPolicyList, { policies });

    expect(view.text('[data-policy="Real-Time Replication I/O Filter"]')).toContain(
      'Is there already3 disks',
    );
    expect(view.text('[data-policy="Gold + I/O Filter"]')).toContain('Will be made');
    expect(view.text('[data-policy="Gold + I/O Filter"]')).toContain(
      'The rules of “Gold” and the I/O FilterEncryption comes first.',
    );
  });

  it('begin short, and count what the server does not list', async () => {
    const changes = Array.from({ length: 12 }, (_, n) =>
      aVmChange({ id: `vm-${n}`, name: `db-${n}` }),
    );
    const view = new ViewHarness(VmChangeList, { changes, total: 2000 });
    const before = view.all('li').length;
    await view.press('Show all 12');

    expect(before).toBe(10);
    expect(view.all('li').length).toBe(12);
    expect(view.text()).toContain('… and 1,988 more');
    expect(view.text('[data-vm="db-0"]')).toContain(
      'Hard disk 1: Datastore Default → Real-Time Replication I/O Filter',
    );
  });
});

describe('counts of policy changes', () => {
  it('are read out as a sentence', () => {
    expect(policyCountsText(somePolicyChanges({ assign: 1200, unassign: 1, refuse: 2 }))).toBe(
      '1,200 get the policy, 1 loses the policy, 2 cannot be changed',
    );
    expect(policyCountsText(somePolicyChanges())).toBe('');
  });

  it('of several clusters are added up', () => {
    const sum = sumOfCounts([somePolicyChanges({ assign: 2 }), somePolicyChanges({ assign: 3 })]);

    expect(sum.assign).toBe(5);
  });
});
