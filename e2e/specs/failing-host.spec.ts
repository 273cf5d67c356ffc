import { idOf } from './support/inventory.ts';
import { story, useProduct } from './support/story.ts';
import { hosts, world } from './support/worlds.ts';

const FAULT_TEXT = 'The boot bank has 3 MB left, the VIB needs 5 MB.';
const REASON = 'There is no room on the host.';

describe('a host that cannot take the filter', () => {
  const product = useProduct(() => ({
    scenario: world([{ name: 'Production', hosts: hosts('prod', 3) }]),
    taskSpeed: 20,
  }));

  it(
    'is named with its reason in plain words, and the fault itself is one click away',
    story('failing host', async (windows) => {
      const { control } = product().simulation;
      const host = idOf(product(), 'HostSystem', 'esx-prod-02.example.com');
      const fault = {
        type: 'ExtendedFault',
        message: FAULT_TEXT,
        members: { faultTypeId: 'com.vmware.vim.eam.issue.NoDiskSpace' },
      };
      control.addHostIssue({ host, operation: 'install', fault });
      const client = await windows.logIn(product(), product().administrator);

      const wizard = await client.setUpFilterOn('Production');
      await wizard.goToFinish();
      await wizard.button('Finish').click();

      await wizard.outcome().getByText('not everything succeeded').waitFor();
      const failed = wizard.host('esx-prod-02');
      await failed.getByText('Failed', { exact: true }).waitFor();
      await failed.getByText(REASON).waitFor();
      await wizard.host('esx-prod-01').getByText('Installed').waitFor();
      expect(await failed.getByText('NoDiskSpace').count()).toBe(0);
      await failed.getByRole('button', { name: 'Show fault' }).click();
      await failed.getByText(`NoDiskSpace: ${FAULT_TEXT}`).waitFor();
      await wizard.close();

      await client.open('Production');
      const panel = await client.openPanel();
      await panel.daemon('esx-prod-02').getByText('Failed').waitFor();
      await panel.frame.getByText('2 of 3 hosts').waitFor();

      const home = await client.openHome();
      await home.openPage('Activities');
      await home.activities().getByText('Failed').waitFor();
      await home.activities().getByRole('link').click();
      await home.frame.getByText(REASON).first().waitFor();
    }),
  );
});
