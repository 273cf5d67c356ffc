import { idOf } from './support/inventory.ts';
import { ReplicationProduct } from './support/replication-jobs.ts';
import { story, useProduct } from './support/story.ts';
import { filterOf, hosts, world } from './support/worlds.ts';

const TAKEN_AWAY = 'Storage policies that will be taken away';

describe('removing the filter from a cluster', () => {
  const product = useProduct(() => ({
    scenario: world([
      {
        name: 'Finance',
        filter: filterOf('1.2.0', 'vaio8'),
        hosts: hosts('fin', 2),
        vms: [{ name: 'fin-sql-01', disks: [{ filtered: true }] }],
      },
      {
        name: 'Branch',
        filter: filterOf('1.2.0', 'vaio8'),
        hosts: hosts('branch', 2),
        vms: [
          { name: 'branch-sql-01', disks: [{ filtered: true }, { filtered: true }] },
          { name: 'branch-web-01', host: 1, disks: [{ filtered: true }] },
          { name: 'branch-dc-01', host: 1 },
        ],
      },
    ]),
    taskSpeed: 20,
  }));
  beforeEach(() => {
    product().simulation.control.clearCalls();
  });

  it(
    'is refused with the jobs named as long as the replication product uses it',
    story('removal refused', async (windows) => {
      const replication = await ReplicationProduct.connect(product(), 'director');
      await replication.putJob('job-7', {
        name: 'Nightly finance',
        kind: 'replication',
        vmIds: [idOf(product(), 'VirtualMachine', 'fin-sql-01')],
        encrypted: true,
      });
      const client = await windows.logIn(product(), product().administrator);

      const wizard = await client.removeFilterFrom('Finance');
      await wizard.row('Finance').getByText('Will be removed').waitFor();
      await wizard.button('Next').click();
      const refusal = wizard.frame.getByRole('alert').filter({ hasText: 'Nightly finance' });
      await refusal.getByText('Replication job Nightly finance').waitFor();
      await refusal.getByText('fin-sql-01').waitFor();

      await replication.deleteJob('job-7');
      await refusal.getByRole('button', { name: 'Check again' }).click();
      await wizard.page(TAKEN_AWAY).waitFor();
      expect(product().simulation.control.calls('UninstallIoFilter_Task')).toEqual([]);
    }),
  );

  it(
    'takes its storage policy from the machines first, and leaves no daemon behind',
    story('removal', async (windows) => {
      const client = await windows.logIn(product(), product().administrator);
      const { control } = product().simulation;

      const wizard = await client.removeFilterFrom('Branch');
      await wizard.goToPolicies(TAKEN_AWAY);
      await wizard.machine('branch-sql-01').getByText('Policy will be taken away').waitFor();
      await wizard.machine('branch-web-01').getByText('Policy will be taken away').waitFor();
      expect(await wizard.machine('branch-dc-01').count()).toBe(0);
      await wizard.button('Next').click();
      await wizard.frame.getByText('The I/O Filter will be removed from Branch.').waitFor();
      await wizard.button('Finish').click();
      await wizard.outcome().getByText('The set-up is complete.').waitFor();
      await wizard.close();

      await client.open('Branch');
      const panel = await client.openPanel();
      await panel.daemonsThatAre('Not installed').nth(1).waitFor();
      expect(await panel.daemonsThatAre('Not installed').count()).toBe(2);
      const changes = ['ReconfigVM_Task', 'UninstallIoFilter_Task'];
      const asked = control.calls().map(({ method }) => method);
      expect(asked.filter((method) => changes.includes(method))).toEqual([
        'ReconfigVM_Task',
        'ReconfigVM_Task',
        'UninstallIoFilter_Task',
      ]);
    }),
  );
});
