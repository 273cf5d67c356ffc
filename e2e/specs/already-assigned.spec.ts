import type { PolicyStep } from './support/policy-step.ts';
import { story, useProduct } from './support/story.ts';
import { filterOf, hosts, world } from './support/worlds.ts';

const HOLDERS = ['fin-sql-01', 'fin-web-01', 'fin-web-02'];

/** Unticks one of them: Cancel leaves everything as it was, Continue takes the policy away. */
async function untickOne(machines: PolicyStep): Promise<void> {
  const question = machines.question();
  await machines.toggle('fin-sql-01');
  await question.getByText('fin-sql-01 already has the I/O Filter policy.').waitFor();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await question.waitFor({ state: 'detached' });
  await machines.chosen('fin-sql-01').getByText('Keeps it').waitFor();
  expect(await machines.tick('fin-sql-01').isChecked()).toBeTrue();

  await machines.toggle('fin-sql-01');
  await question.getByRole('button', { name: 'Continue' }).click();
  await question.waitFor({ state: 'detached' });
  await machines.chosen('fin-sql-01').getByText('Loses it').waitFor();
  expect(await machines.tick('fin-sql-01').isChecked()).toBeFalse();
  await machines.button('Keep the policy of fin-sql-01').click();
  await machines.chosen('fin-sql-01').getByText('Keeps it').waitFor();
}

/** Takes all of them out of the choice, with the same two answers. */
async function removeAll(machines: PolicyStep): Promise<void> {
  const question = machines.question();
  await machines.button('Remove all').click();
  await question.getByText('3 virtual machines already have the I/O Filter policy:').waitFor();
  for (const name of HOLDERS)
    await question.getByRole('listitem').filter({ hasText: name }).waitFor();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await machines.button('3 keep it').waitFor();

  await machines.button('Remove all').click();
  await question.getByRole('button', { name: 'Continue' }).click();
  await machines.button('3 lose it').waitFor();
}

describe('machines that already have the policy', () => {
  const product = useProduct(() => ({
    scenario: world([
      {
        name: 'Finance',
        filter: filterOf('1.2.0', 'vaio8'),
        hosts: hosts('fin', 2),
        vms: [
          ...HOLDERS.map((name) => ({ name, disks: [{ filtered: true }, { filtered: true }] })),
          { name: 'fin-dc-01' },
        ],
      },
    ]),
    taskSpeed: 20,
  }));

  it(
    'are chosen from the start, and lose it only after a question, one of them or all',
    story('already assigned', async (windows) => {
      const client = await windows.logIn(product(), product().administrator);

      const wizard = await client.setUpFilterOn('Finance');
      const machines = await wizard.goToMachines();
      await machines.chosenAre('3');
      await untickOne(machines);
      await removeAll(machines);
      await wizard.goToSummary();
      await wizard.cluster('Finance').getByText('3 lose the policy').waitFor();
      await wizard.button('Finish').click();
      await wizard.outcome().getByText('The set-up is complete.').waitFor();
      await wizard.close();

      const changed = product().simulation.control.calls('ReconfigVM_Task');
      expect(changed.length).toBe(3);
      await client.openMachine('Finance', 'fin-sql-01');
      const policyOf = await client.openPolicies();
      await policyOf('Hard disk 2').getByText('Datastore Default').waitFor();
      await policyOf('Hard disk 2').getByText('None', { exact: true }).waitFor();
    }),
  );
});
