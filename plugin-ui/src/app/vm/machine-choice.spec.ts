import { aFilteredDisk, aVmDisk, aVmReason } from '../../testing/vm-builders';
import type { Machine } from './machine-choice';
import { MachineChoice } from './machine-choice';

function machine(id: string, over: Partial<Machine> = {}): Machine {
  return { id, name: id, policyState: 'none', isEligible: true, ...over };
}

const disks = [aVmDisk(), aVmDisk({ key: 2001, label: 'Hard disk 2' })];
const row = { id: 'a', disks };

describe('the choice among the selected machines', () => {
  it('begins with all that can change', () => {
    const choice = new MachineChoice('assigned', []);
    choice.know([
      machine('a'),
      machine('b', { policyState: 'some' }),
      machine('done', { policyState: 'all' }),
      machine('refused', { isEligible: false }),
    ]);

    expect(choice.wishes()).toEqual([
      { vmId: 'a', desired: 'assigned' },
      { vmId: 'b', desired: 'assigned' },
    ]);
  });

  it('takes the policy from those that have it', () => {
    const choice = new MachineChoice('unassigned', []);
    choice.know([machine('a'), machine('b', { policyState: 'all' })]);

    expect(choice.wishes()).toEqual([{ vmId: 'b', desired: 'unassigned' }]);
  });

  it('names disks only where not all of them are meant', () => {
    const choice = new MachineChoice('assigned', []);
    const one = machine('a');
    choice.know([one]);
    choice.toggleDisk(one, row, 2001);

    expect(choice.wishes()).toEqual([{ vmId: 'a', desired: 'assigned', diskKeys: [2000] }]);
    expect(choice.isPartly(one)).toBeTrue();

    choice.toggleDisk(one, row, 2001);

    expect(choice.wishes()).toEqual([{ vmId: 'a', desired: 'assigned' }]);
  });

  it('drops a machine with its last disk, and takes it in again with one', () => {
    const choice = new MachineChoice('assigned', []);
    const one = machine('a');
    choice.know([one]);
    choice.toggleDisk(one, row, 2000);
    choice.toggleDisk(one, row, 2001);

    expect(choice.wishes()).toEqual([]);

    choice.toggleDisk(one, row, 2001);

    expect(choice.wishes()).toEqual([{ vmId: 'a', desired: 'assigned', diskKeys: [2001] }]);
  });

  it('keeps to the disks that were handed over', () => {
    const choice = new MachineChoice('assigned', [{ vmId: 'a', diskKeys: [2001] }]);
    choice.know([machine('a')]);

    expect(choice.wishes()).toEqual([{ vmId: 'a', desired: 'assigned', diskKeys: [2001] }]);
  });

  it('lets no disk be ticked that cannot change or has it already', () => {
    const choice = new MachineChoice('assigned', []);
    const one = machine('a', { policyState: 'some' });
    choice.know([one]);
    const ticks = choice.diskTicks(one, [
      aVmDisk(),
      aFilteredDisk({ key: 2001 }),
      aVmDisk({ key: 2002, reasons: [aVmReason({ diskKey: 2002 })] }),
    ]);

    expect([...ticks.values()].map(({ canToggle }) => canToggle)).toEqual([true, false, false]);
    expect(ticks.get(2000)?.isTicked).toBeTrue();
  });

  it('ticks or unticks a whole page', () => {
    const choice = new MachineChoice('assigned', []);
    const page = [machine('a'), machine('b'), machine('refused', { isEligible: false })];
    choice.know([...page, machine('elsewhere')]);
    choice.tickAll(page, false);

    expect(choice.ticked().map(({ id }) => id)).toEqual(['elsewhere']);

    choice.tickAll(page, true);

    expect(choice.ticked().length).toBe(3);
  });
});
