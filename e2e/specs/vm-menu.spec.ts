import { OPERATOR_ROLE } from '../vcenter/scenario/demo-roles.ts';
import type { Scenario } from '../vcenter/scenario/scenario-schema.ts';
import { story, useProduct } from './support/story.ts';
import { filterOf, hosts, world } from './support/worlds.ts';

const BOTH = ['fin-sql-01', 'fin-web-01'];

function finance(): Scenario {
  return world([
    {
      name: 'Finance',
      filter: filterOf('1.2.0', 'vaio8'),
      hosts: hosts('fin', 2),
      vms: [
        { name: 'fin-sql-01', disks: [{ filtered: true }, { filtered: true }] },
        { name: 'fin-web-01', disks: [{ filtered: true }] },
        { name: 'fin-dc-01', disks: [{ filtered: true }] },
      ],
    },
  ]);
}

describe('the menu of several selected machines', () => {
  const product = useProduct(() => ({ scenario: finance(), taskSpeed: 20 }));

  it(
    'takes the policy from all of them, and gives it back',
    story('menu of machines', async (windows) => {
      const client = await windows.logIn(product(), product().administrator);
      const { control } = product().simulation;

      const menu = await client.rightClickMachines('Finance', BOTH);
      await menu.openIoFilter();
      expect(await menu.item('Assign I/O Filter Policy…').getAttribute('aria-disabled')).toBe(
        'true',
      );
      await menu.item('Remove I/O Filter Policy…').click();
      const removal = await client.policyDialog();
      for (const name of BOTH) await removal.row(name).getByText('Loses the policy').waitFor();
      await removal.frame.getByText('2 of 2 virtual machines chosen').waitFor();
      await removal.start('Remove policy');
      await removal.succeeds();
      await removal.close();
      expect(control.calls('ReconfigVM_Task').length).toBe(2);

      await client.openMachine('Finance', 'fin-sql-01');
      const card = await client.openCard();
      await card.getByText('On no disk').waitFor();

      const again = await client.rightClickMachines('Finance', BOTH);
      await again.openIoFilter();
      await again.item('Assign I/O Filter Policy…').click();
      const assignment = await client.policyDialog();
      await assignment.start('Assign policy');
      await assignment.succeeds();
      await assignment.close();
      expect(control.calls('ReconfigVM_Task').length).toBe(4);
      await client.openMachine('Finance', 'fin-sql-01');
      await (await client.openCard()).getByText('On all 2 disks').waitFor();
    }),
  );
});

describe('a user who may not edit the devices of machines', () => {
  const product = useProduct(() => {
    const scenario = finance();
    const mayNot = (privilege: string): boolean => privilege !== 'VirtualMachine.Config.EditDevice';
    const roles = scenario.roles.map((role) =>
      role.name === OPERATOR_ROLE ? { ...role, privileges: role.privileges.filter(mayNot) } : role,
    );
    return { scenario: { ...scenario, roles } };
  });

  it(
    'finds both actions greyed, with the reason one click away',
    story('menu of machines, greyed', async (windows) => {
      const client = await windows.logIn(product(), product().operator);

      const menu = await client.rightClickMachines('Finance', BOTH);
      await menu.openIoFilter();
      for (const name of ['Assign I/O Filter Policy…', 'Remove I/O Filter Policy…'])
        expect(await menu.item(name).getAttribute('aria-disabled')).toBe('true');
      await menu.item('Why is the I/O Filter policy unavailable?…').click();

      const dialog = await client.policyDialog();
      await dialog.frame
        .getByText('2 virtual machines cannot lose the I/O Filter policy')
        .waitFor();
      await dialog.frame
        .getByText(/lacks the privilege .*Modify device settings/)
        .first()
        .waitFor();
      await dialog.close();
      expect(product().simulation.control.calls('ReconfigVM_Task')).toEqual([]);
    }),
  );
});
