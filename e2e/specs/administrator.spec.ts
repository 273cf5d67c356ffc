import { story, useProduct } from './support/story.ts';
import { hosts, world } from './support/worlds.ts';

describe('an administrator', () => {
  const product = useProduct(() => ({
    scenario: world([{ name: 'Production', hosts: hosts('prod', 4) }]),
  }));

  it(
    'sets up the I/O Filter on a cluster of four hosts and finds its daemons everywhere',
    story('administrator', async (windows) => {
      const client = await windows.logIn(product(), product().administrator);
      const { control } = product().simulation;

      const wizard = await client.setUpFilterOn('Production');
      await wizard.goToFinish();
      await wizard.button('Finish').click();

      // Live, host by host: the first one is done while others are still in work.
      await wizard.host('esx-prod-01').getByText('Installed').waitFor();
      await wizard.host('esx-prod-04').getByText('Installing').waitFor();
      await wizard.cluster('Production').getByText('1 of 4 hosts done').waitFor();
      control.setClockFactor(20);
      await wizard.outcome().getByText('The set-up is complete.').waitFor();
      await wizard.close();

      await client.open('Production');
      const panel = await client.openPanel();
      await panel.daemon('esx-prod-04').waitFor();
      expect(await panel.daemonsThatAre('Installed').count()).toBe(4);
      await panel.frame.getByText('4 of 4 hosts').waitFor();

      const card = await client.openCard();
      await card.getByText('4 of 4 hosts').waitFor();

      for (const task of ['Install I/O Filter', 'Set up I/O Filter']) {
        await client.recentTasks(task).getByText('Completed').waitFor();
      }
      expect(control.calls('InstallIoFilter_Task').length).toBe(1);

      const home = await client.openHome();
      await home.openPage('Nodes');
      await home.node('esx-prod-04').getByText('Installed').waitFor();
      await home.openPage('Activities');
      await home.activities().getByText('Succeeded').waitFor();
      await home.activities().getByRole('link').click();
      await home.frame.getByText('esx-prod-01.example.com').waitFor();
    }),
  );
});
