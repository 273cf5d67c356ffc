import { idOf } from './support/inventory.ts';
import { story, useProduct } from './support/story.ts';
import { hosts, world } from './support/worlds.ts';

describe('an install that fails for a reason that passes', () => {
  const product = useProduct(() => ({
    scenario: world([{ name: 'Production', hosts: hosts('prod', 2) }]),
    settings: { retrySeconds: 3 },
    taskSpeed: 20,
  }));

  it(
    'counts down to its next try, and that one succeeds',
    story('retry', async (windows) => {
      const { control } = product().simulation;
      const host = idOf(product(), 'HostSystem', 'esx-prod-02.example.com');
      const text = 'The host did not answer in time.';
      const fault = { type: 'PlatformConfigFault', message: text, members: { text } };
      control.addHostIssue({ host, operation: 'install', fault, times: 1 });
      const client = await windows.logIn(product(), product().administrator);

      const wizard = await client.setUpFilterOn('Production');
      await wizard.goToFinish();
      await wizard.button('Finish').click();

      const cluster = wizard.cluster('Production');
      await cluster.getByText('Waits for the next try').waitFor();
      await cluster.getByText('Try 2 of 4 in').waitFor();
      await cluster.getByRole('timer').waitFor();
      await wizard.outcome().getByText('The set-up is complete.').waitFor();
      await cluster.getByText('Try 2 of 4', { exact: true }).waitFor();
      await wizard.close();

      await client.open('Production');
      const panel = await client.openPanel();
      await panel.frame.getByText('2 of 2 hosts').waitFor();
      // It was looked first: vCenter had the filter on the cluster by then, and only had to resolve its issue.
      expect(control.calls('InstallIoFilter_Task').length).toBe(1);
      expect(control.calls('ResolveInstallationErrorsOnCluster_Task').length).toBe(1);
    }),
  );
});
