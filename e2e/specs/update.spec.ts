import { story, useProduct } from './support/story.ts';
import { filterOf, hosts, world } from './support/worlds.ts';

describe('a cluster with an older version of the filter', () => {
  const product = useProduct(() => ({
    scenario: world([
      {
        name: 'Legacy',
        filter: filterOf('1.1.0', 'vaio8'),
        hosts: hosts('legacy', 2),
        vms: [{ name: 'legacy-sql-01', disks: [{ filtered: true }] }],
      },
    ]),
  }));

  it(
    'shows a warning sign on every daemon, and none after the update',
    story('update', async (windows) => {
      const client = await windows.logIn(product(), product().administrator);
      const { control } = product().simulation;

      await client.open('Legacy');
      const panel = await client.openPanel();
      await panel.daemon('esx-legacy-02').waitFor();
      expect(await panel.daemonsThatAre('Update available').count()).toBe(2);
      expect(await panel.warningSigns().count()).toBe(2);

      const wizard = await client.updateFilterOn('Legacy');
      await wizard.goToFinish();
      await wizard.cluster('Legacy').getByText('Update', { exact: true }).waitFor();
      await wizard.button('Finish').click();
      // Both phases, one host after the other.
      await wizard.host('esx-legacy-01').getByText('Old filter: removed').waitFor();
      control.setClockFactor(20);
      await wizard.outcome().getByText('The set-up is complete.').waitFor();
      await wizard.close();

      await panel.daemonsThatAre('Installed').nth(1).waitFor();
      expect(await panel.warningSigns().count()).toBe(0);
      expect(await panel.daemonsThatAre('Installed').count()).toBe(2);
      const card = await client.openCard();
      await card.getByText('1.2.0', { exact: false }).first().waitFor();
      expect(control.calls('UpgradeIoFilter_Task').length).toBe(1);
      expect(control.calls('InstallIoFilter_Task')).toEqual([]);
    }),
  );
});
