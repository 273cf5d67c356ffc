import { signal } from '@angular/core';
import { aFilteredDisk, aVmDisk, aVmRow, aVmSelection } from '../../testing/vm-builders';
import { VmChoice } from './vm-choice';
import { canToggleDisk, tickOf } from './vm-entry';

const bare = aVmRow({
  disks: [aVmDisk(), aVmDisk({ key: 2001, label: 'Hard disk 2' })],
  diskCount: 2,
});
const holder = aVmRow({
  id: 'vm-2',
  name: 'web-01',
  policyState: 'all',
  disks: [aFilteredDisk(), aFilteredDisk({ key: 2001, label: 'Hard disk 2' })],
});
const partly = aVmRow({
  id: 'vm-3',
  name: 'app-01',
  policyState: 'some',
  disks: [aFilteredDisk(), aVmDisk({ key: 2001, label: 'Hard disk 2' })],
});
const stuck = aVmRow({ ...partly, id: 'vm-4', name: 'app-02', eligible: false });

describe('the choice of virtual machines', () => {
  let clusterIds: ReturnType<typeof signal<readonly string[]>>;
  let choice: VmChoice;

  beforeEach(() => {
    clusterIds = signal<readonly string[]>(['domain-c8', 'domain-c9']);
    choice = new VmChoice(clusterIds);
    choice.learnHolders(aVmSelection([holder, partly]).vms, ['domain-c8', 'domain-c9']);
  });

  function wishes() {
    return choice.policies()?.virtualMachines ?? [];
  }

  it('has those that have the policy in it from the start, and asks for nothing', () => {
    expect(choice.counts()).toEqual({ gets: 0, keeps: 2, loses: 0 });
    expect(tickOf(choice.entryOf(holder))).toBe('on');
    expect(tickOf(choice.entryOf(partly))).toBe('some');
    expect(choice.policies()).toBeNull();
  });

  it('assigns the policy to one that is ticked, and forgets it when it is unticked', () => {
    choice.toggle(bare);
    const asked = wishes();
    choice.toggle(bare);

    expect(asked).toEqual([{ vmId: 'vm-1', desired: 'assigned' }]);
    expect(choice.question()).toBeNull();
    expect(choice.policies()).toBeNull();
  });

  it('asks before one that has the policy is taken out; Cancel keeps it', () => {
    choice.toggle(holder);
    const names = choice.question()?.names;
    choice.answer(false);

    expect(names).toEqual(['web-01']);
    expect(choice.question()).toBeNull();
    expect(choice.policies()).toBeNull();
  });

  it('removes the policy after Continue, until it is ticked again', () => {
    choice.toggle(holder);
    choice.answer(true);
    const asked = wishes();
    const tick = tickOf(choice.entryOf(holder));
    choice.toggle(holder);

    expect(asked).toEqual([{ vmId: 'vm-2', desired: 'unassigned' }]);
    expect(tick).toBe('off');
    expect(tickOf(choice.entryOf(holder))).toBe('on');
    expect(choice.policies()).toBeNull();
  });

  it('gives one that has the policy on some disks the rest, then asks', () => {
    choice.toggle(partly);
    const asked = wishes();
    choice.toggle(partly);

    expect(asked).toEqual([{ vmId: 'vm-3', desired: 'assigned' }]);
    expect(choice.question()?.names).toEqual(['app-01']);
  });

  it('asks at once for one that has it on some disks and cannot get more', () => {
    choice.toggle(stuck);

    expect(choice.question()?.names).toEqual(['app-02']);
  });

  it('asks once for many, and takes out the others with them', () => {
    choice.toggle(bare);
    choice.clear();
    const names = choice.question()?.names;
    choice.answer(true);

    expect(names).toEqual(['web-01', 'app-01']);
    expect(wishes().map(({ desired }) => desired)).toEqual(['unassigned', 'unassigned']);
    expect(choice.counts()).toEqual({ gets: 0, keeps: 0, loses: 2 });
  });

  it('ticks all that the server names, and leaves alone who is as wished', () => {
    choice.toggle(holder);
    choice.answer(true);
    choice.add(aVmSelection([bare, holder, partly]).vms);

    expect(wishes()).toEqual([
      { vmId: 'vm-3', desired: 'assigned' },
      { vmId: 'vm-1', desired: 'assigned' },
    ]);
    expect(choice.counts()).toEqual({ gets: 2, keeps: 1, loses: 0 });
  });

  it('can be about single disks', () => {
    choice.toggleDisk(bare, 2001);
    const one = wishes();
    choice.toggleDisk(bare, 2000);
    const both = wishes();
    choice.toggleDisk(bare, 2000);
    choice.toggleDisk(bare, 2001);

    expect(one).toEqual([{ vmId: 'vm-1', desired: 'assigned', diskKeys: [2001] }]);
    expect(both).toEqual([{ vmId: 'vm-1', desired: 'assigned' }]);
    expect(choice.policies()).toBeNull();
  });

  it('asks before a single disk loses the policy', () => {
    choice.toggleDisk(holder, 2001);
    const names = choice.question()?.names;
    choice.answer(true);

    expect(names).toEqual(['Hard disk 2 (web-01)']);
    expect(wishes()).toEqual([{ vmId: 'vm-2', desired: 'unassigned', diskKeys: [2001] }]);
    expect(tickOf(choice.entryOf(holder))).toBe('some');
  });

  it('changes the disks of a machine one way only', () => {
    choice.toggleDisk(partly, 2001);
    const [first, second] = partly.disks ?? [];

    expect(first && canToggleDisk(choice.entryOf(partly), partly, first)).toBeFalse();
    expect(second && canToggleDisk(choice.entryOf(partly), partly, second)).toBeTrue();
  });

  it('does not count machines whose cluster is no longer ticked, and has them again with it', () => {
    choice.toggle(bare);
    clusterIds.set(['domain-c9']);
    const outside = choice.outside();
    const without = choice.policies();
    clusterIds.set(['domain-c8']);

    expect(outside).toBe(1);
    expect(without).toBeNull();
    expect(wishes().length).toBe(1);
    expect(choice.outside()).toBe(0);
  });

  it('follows the world without giving up what the user decided', () => {
    choice.toggle(bare);
    choice.toggle(holder);
    choice.answer(true);
    choice.learnHolders(aVmSelection([{ ...bare, policyState: 'some' }, holder]).vms, [
      'domain-c8',
    ]);

    expect(wishes().map(({ vmId, desired }) => `${vmId} ${desired}`)).toEqual([
      'vm-2 unassigned',
      'vm-1 assigned',
    ]);
    expect(choice.entries().has('vm-3')).toBeFalse();
  });

  it('refuses machines that cannot be changed until the user goes on without them', () => {
    choice.toggle(bare);
    const before = choice.policies()?.ineligible;
    choice.leaveOut();
    const after = choice.policies()?.ineligible;
    choice.toggle(partly);

    expect(before).toBe('refuse');
    expect(after).toBe('leaveOut');
    expect(choice.policies()?.ineligible).toBe('refuse');
  });

  it('combines unless the user says otherwise', () => {
    choice.toggle(bare);
    choice.combine.set(false);

    expect(choice.policies()?.combine).toBeFalse();
  });
});
