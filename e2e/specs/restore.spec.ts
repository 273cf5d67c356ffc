import { story, useProduct } from './support/story.ts';
import type { VsphereClient } from './support/vsphere-client.ts';
import { filterOf, hosts, world } from './support/worlds.ts';

const MACHINES = ['branch-sql-01', 'branch-web-01'];

/** Removes the filter, which takes the policies of both machines away. */
async function removeFilter(client: VsphereClient): Promise<void> {
  const wizard = await client.removeFilterFrom('Branch');
  await wizard.goToPolicies('Storage policies that will be taken away');
  for (const name of MACHINES)
    await wizard.machine(name).getByText('Policy will be taken away').waitFor();
  await wizard.goToSummary();
  await wizard.button('Finish').click();
  await wizard.outcome().getByText('The set-up is complete.').waitFor();
  await wizard.close();
}

/** Installs the filter again, and nothing else. */
async function installAgain(client: VsphereClient): Promise<void> {
  const wizard = await client.setUpFilterOn('Branch');
  await wizard.goToFinish();
  await wizard.button('Finish').click();
  await wizard.outcome().getByText('The set-up is complete.').waitFor();
  await wizard.close();
}

describe('storage policies that a removal has taken away', () => {
  const product = useProduct(() => ({
    scenario: world(
      [
        {
          name: 'Branch',
          filter: filterOf('1.2.0', 'vaio8'),
          hosts: hosts('branch', 2),
          vms: [
            { name: 'branch-sql-01', disks: [{ policy: 'Gold replicated' }, { filtered: true }] },
            { name: 'branch-web-01', disks: [{ filtered: true }] },
            { name: 'branch-dc-01' },
          ],
        },
      ],
      {
        policies: [
          { name: 'Gold storage', rules: [{ kind: 'tags' }] },
          {
            name: 'Gold replicated',
            rules: [{ kind: 'tags' }, { kind: 'filter', filter: 'rtrfilter' }],
          },
        ],
      },
    ),
    taskSpeed: 20,
  }));

  it(
    'are all brought back from the restore point, once the filter is there again',
    story('restore', async (windows) => {
      const client = await windows.logIn(product(), product().administrator);
      const { control } = product().simulation;

      await removeFilter(client);
      await client.openMachine('Branch', 'branch-sql-01');
      const policyOf = await client.openPolicies();
      await policyOf('Hard disk 1').getByText('Gold storage').waitFor();
      await policyOf('Hard disk 2').getByText('Datastore Default').waitFor();
      const home = await client.openHome();
      await home.openPage('Storage Policies');
      await home.policy('Gold replicated').getByText('No longer needed').waitFor();

      await client.openInventory();
      await installAgain(client);
      await (await client.openHome()).restore('Branch');
      const dialog = await client.policyDialog();
      await dialog.cluster('Branch').getByText('2 get their earlier policy back').waitFor();
      await dialog.button('Restore').click();
      await dialog.succeeds();
      await dialog.close();

      expect(control.calls('ReconfigVM_Task').length).toBe(4);
      expect(control.calls('PbmCreate').length).toBe(0);
      await client.openInventory();
      await client.openMachine('Branch', 'branch-sql-01');
      const restored = await client.openPolicies();
      await restored('Hard disk 1').getByText('Gold replicated').waitFor();
      await restored('Hard disk 1').getByText('Compliant', { exact: true }).waitFor();
      for (const disk of ['Hard disk 1', 'Hard disk 2'])
        await restored(disk)
          .getByText(/^RTR_rtrfilter_/)
          .waitFor();
    }),
  );
});
