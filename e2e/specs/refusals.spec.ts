import { planSchema } from '../../plugin-server/src/contract/plan.ts';
import { idOf } from './support/inventory.ts';
import { askServer, vcenterPath } from './support/server-api.ts';
import { story, useProduct } from './support/story.ts';
import { hosts, world } from './support/worlds.ts';

const latest = {
  name: 'rtrfilter',
  vendor: 'RTR',
  version: '1.2.0-1OEM.800.1.0.20613240',
  summary: 'Real-Time Replication I/O Filter',
};
const [partner, next] = [
  [...hosts('partner', 1), { name: 'esx-partner-02.example.com', acceptanceLevel: 'partner' }],
  [...hosts('next', 1), { name: 'esx-next-02.example.com', version: '9.0.0', build: '24755229' }],
] as const;

/** Cluster, code of the finding, and what a person reads. */
const refused = [
  ['Images', 'imageManagedCluster', /Images is managed with a single image/],
  ['Partner level', 'acceptanceLevel', /acceptance level of esx-partner-02\S* is Partner/],
  ['Next', 'esxiTooNew', /esx-next-02\S* runs ESXi 9\.0\.0/],
] as const;

describe('what cannot carry the filter', () => {
  const product = useProduct(() => ({
    scenario: world(
      [
        { name: 'Production', hosts: hosts('prod', 2) },
        { name: 'Finance', filter: latest, hosts: hosts('fin', 2) },
        { name: 'Images', lifecycleManaged: true, hosts: hosts('image', 2) },
        { name: 'Partner level', hosts: [...partner] },
        { name: 'Next', hosts: [...next] },
      ],
      { standaloneHosts: [{ host: { name: 'esx-lab-01.example.com' } }] },
    ),
    taskSpeed: 20,
  }));

  it(
    'is refused in the wizard, each with its own reason, and a cluster at the latest version is skipped',
    story('refusals', async (windows) => {
      const client = await windows.logIn(product(), product().administrator);
      const wizard = await client.setUpFilterOn('Production');

      for (const [cluster, , reason] of refused) {
        await wizard.frame.getByText(reason).first().waitFor();
        expect(await wizard.tick(cluster).isDisabled())
          .withContext(cluster)
          .toBeTrue();
        expect(await wizard.tick(cluster).isChecked())
          .withContext(cluster)
          .toBeFalse();
      }
      const standalone = wizard.row('esx-lab-01.example.com');
      await standalone.getByText(/standalone/i).waitFor();
      expect(await standalone.getByRole('checkbox').count()).toBe(0);
      await wizard.row('Finance').getByText('Up to date').waitFor();

      await wizard.goToFinish();
      await wizard.cluster('Finance').getByText('every host has the latest version').waitFor();
      await wizard.button('Finish').click();
      await wizard.outcome().getByText('The set-up is complete.').waitFor();
      await wizard.cluster('Finance').getByText('Skipped').waitFor();

      const asked = product().simulation.control.calls('InstallIoFilter_Task');
      expect(asked.length).toBe(1);
    }),
  );

  for (const [cluster, code] of refused) {
    it(`is refused by the server too: ${cluster}`, async () => {
      const { simulation, administrator } = product();
      const { userName, password } = administrator;
      const clusterId = idOf(product(), 'ClusterComputeResource', cluster);

      const reply = await askServer(product(), {
        path: vcenterPath(product(), 'plans'),
        token: simulation.control.issueUiToken(userName, password),
        body: JSON.stringify({ clusters: [{ clusterId, desired: 'installed' }] }),
      });

      expect(reply.status).toBe(200);
      const [plan] = planSchema.parse(reply.body).clusters;
      expect(plan?.action).toBe('refuse');
      expect(plan?.findings.map((finding) => finding.code)).toContain(code);
    });
  }
});
