import { idOf } from './support/inventory.ts';
import { story, useProduct } from './support/story.ts';
import { filterOf, hosts, world } from './support/worlds.ts';

const CONTINUE = 'Enter maintenance mode and continue';

describe('an update on a cluster whose machines are moved by hand', () => {
  const product = useProduct(() => ({
    scenario: world([
      {
        name: 'Branch',
        drs: 'partiallyAutomated',
        filter: filterOf('1.1.0', 'vaio8'),
        hosts: hosts('branch', 2),
        vms: [{ name: 'branch-sql-01', disks: [{ filtered: true }] }],
      },
    ]),
    taskSpeed: 20,
  }));

  it(
    'waits for the one host that needs maintenance mode, and goes on from the panel',
    story('maintenance mode', async (windows) => {
      const client = await windows.logIn(product(), product().administrator);
      const { control } = product().simulation;
      const host = 'esx-branch-01.example.com';
      await client.open('Branch');
      const panel = await client.openPanel();
      const wizard = await client.updateFilterOn('Branch');
      await wizard.goToFinish();
      await wizard.button('Finish').click();
      await wizard.host('esx-branch-02').getByText('Installed', { exact: true }).waitFor();
      await wizard.host('esx-branch-01').getByText('Needs maintenance mode').waitFor();
      await wizard.close();

      await panel.running().getByText('Waits for maintenance mode').waitFor();
      await panel.running().getByRole('button', { name: CONTINUE }).click();
      await panel.question().getByText(host).first().waitFor();
      await panel.question().getByRole('button', { name: CONTINUE }).click();
      // Now vCenter waits for somebody to move the machine.
      await client.recentTasks('Enter maintenance mode').waitFor();
      await panel.running().getByText('Entering maintenance mode').waitFor();
      expect(await panel.running().getByRole('button', { name: CONTINUE }).count()).toBe(0);
      const vm = idOf(product(), 'VirtualMachine', 'branch-sql-01');
      control.moveVm(vm, idOf(product(), 'HostSystem', 'esx-branch-02.example.com'));

      await panel.running().waitFor({ state: 'detached' });
      await panel.daemonsThatAre('Installed').nth(1).waitFor();
      expect(await panel.warningSigns().count()).toBe(0);

      await panel.chooseFor(host, 'Exit maintenance mode…');
      await panel.question().getByRole('button', { name: 'Exit maintenance mode' }).click();
      await client.recentTasks('Exit maintenance mode').getByText('Completed').waitFor();
      expect(control.calls('UpgradeIoFilter_Task').length).toBe(1);
      expect(control.calls('EnterMaintenanceMode_Task').length).toBe(1);
    }),
  );
});
