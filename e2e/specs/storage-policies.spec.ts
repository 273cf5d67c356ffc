import { story, useProduct } from './support/story.ts';
import { hosts, world } from './support/worlds.ts';

describe('storage policies in the wizard', () => {
  const product = useProduct(() => ({
    scenario: world(
      [
        {
          name: 'Production',
          hosts: hosts('prod', 2),
          vms: [
            { name: 'prod-web-01' },
            { name: 'prod-sql-01', disks: [{ policy: 'vSAN RAID-1' }] },
            { name: 'prod-app-01', disks: [{ policy: 'Gold storage' }, {}] },
            { name: 'prod-mail-01', snapshots: ['before patching'] },
            { name: 'prod-dc-01' },
          ],
        },
      ],
      {
        policies: [
          { name: 'Gold storage', rules: [{ kind: 'tags' }] },
          { name: 'vSAN RAID-1', rules: [{ kind: 'vsan' }] },
        ],
      },
    ),
    taskSpeed: 20,
  }));

  it(
    'are assigned to three machines while the filter is installed, those with rules of their own keep them',
    story('assign', async (windows) => {
      const client = await windows.logIn(product(), product().administrator);
      const { control } = product().simulation;

      const wizard = await client.setUpFilterOn('Production');
      const machines = await wizard.goToMachines();
      for (const name of ['prod-web-01', 'prod-sql-01', 'prod-app-01']) await machines.toggle(name);
      await machines.chosenAre('3');
      await machines.chosen('prod-sql-01').getByText('Gets it').waitFor();
      await wizard.goToSummary();
      await wizard.frame.getByText('The rules of “vSAN RAID-1” and the I/O Filter').waitFor();
      await wizard.frame.getByText('The rules of “Gold storage” and the I/O Filter').waitFor();
      await wizard.cluster('Production').getByText('3 get the policy').waitFor();
      await wizard.button('Finish').click();
      await wizard.outcome().getByText('The set-up is complete.').waitFor();
      await wizard.close();

      expect(control.calls('ReconfigVM_Task').length).toBe(3);
      await client.openMachine('Production', 'prod-app-01');
      const card = await client.openCard();
      await card.getByText('On all 2 disks').waitFor();
      await card.getByText('Filter attached, compliant').nth(1).waitFor();
      const policyOf = await client.openPolicies();
      await policyOf('Hard disk 1').getByText('Gold storage + Real-Time Replication').waitFor();
      await policyOf('Hard disk 1').getByText('Compliant', { exact: true }).waitFor();
      await policyOf('Hard disk 1')
        .getByText(/^RTR_rtrfilter_/)
        .waitFor();
      await policyOf('Hard disk 2').getByText('Real-Time Replication I/O Filter').waitFor();
    }),
  );

  it(
    'cannot be given to a machine with a snapshot, which says so',
    story('ineligible', async (windows) => {
      const client = await windows.logIn(product(), product().administrator);

      const wizard = await client.setUpFilterOn('Production');
      const machines = await wizard.goToMachines();
      const row = machines.row('prod-mail-01');
      await row.waitFor();
      expect(await machines.tick('prod-mail-01').isDisabled()).toBeTrue();
      await row.getByRole('button', { name: 'Why not?' }).click();
      await machines.frame
        .getByText(/snapshot/i)
        .last()
        .waitFor();
      await machines.frame
        .getByText(/What to do: /)
        .first()
        .waitFor();
    }),
  );
});
