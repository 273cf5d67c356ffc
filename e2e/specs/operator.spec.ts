import { randomUUID } from 'node:crypto';
import { problemSchema } from '../../plugin-server/src/contract/problem.ts';
import { idOf } from './support/inventory.ts';
import { askServer, vcenterPath } from './support/server-api.ts';
import { story, useProduct } from './support/story.ts';
import { hosts, world } from './support/worlds.ts';

describe('an operator without the privilege Query patch', () => {
  const product = useProduct(() => ({
    scenario: world([{ name: 'Production', hosts: hosts('prod', 2) }]),
  }));

  it(
    'finds the set-up greyed in the menu, with the reason one click away',
    story('operator menu', async (windows) => {
      const client = await windows.logIn(product(), product().operator);

      const menu = await client.rightClick('Production');
      await menu.openIoFilter();
      expect(await menu.item('Set up I/O Filter…').getAttribute('aria-disabled')).toBe('true');
      await menu.item('Why is setup unavailable?…').click();

      const dialog = client.page.getByRole('dialog');
      const frame = dialog.frameLocator('iframe');
      await frame
        .getByText(/lacks the privilege .*Query patch on esx-prod-01/)
        .first()
        .waitFor();
      await frame
        .getByText(/Ask an administrator for a role with/)
        .first()
        .waitFor();
      await frame.getByRole('button', { name: 'Close', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
    }),
  );

  it(
    'finds the button of the panel switched off, and the reason beside it',
    story('operator panel', async (windows) => {
      const client = await windows.logIn(product(), product().operator);

      await client.open('Production');
      const panel = await client.openPanel();

      await panel.frame.getByText(/Set-up is not available: .*Query patch/).waitFor();
      expect(await panel.setUpButton().isDisabled()).toBeTrue();
    }),
  );

  it('is refused by the server, whatever is sent to it', async () => {
    const { simulation, operator } = product();
    const token = simulation.control.issueUiToken(operator.userName, operator.password);
    const clusterId = idOf(product(), 'ClusterComputeResource', 'Production');
    const clusters = [{ clusterId, desired: 'installed' }];

    const reply = await askServer(product(), {
      path: vcenterPath(product(), 'activities'),
      token,
      body: JSON.stringify({
        clusters,
        planHash: 'a'.repeat(64),
        idempotencyKey: randomUUID(),
      }),
    });

    expect(reply.status).toBe(403);
    const problem = problemSchema.parse(reply.body);
    expect(problem.code).toBe('notPermitted');
    expect(problem.findings?.map(({ code }) => code)).toEqual([
      'missingPrivilege',
      'missingPrivilege',
    ]);
    expect(problem.findings?.map(({ scope }) => scope.name)).toEqual([
      'esx-prod-01.example.com',
      'esx-prod-02.example.com',
    ]);
    expect(simulation.control.calls('InstallIoFilter_Task')).toEqual([]);
  });
});
