import { DEMO_ADMINISTRATOR } from '../../../../e2e/vcenter/scenario/demo-roles.ts';
import { PASSWORDS, startSimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { Privileges } from '../../ports/vcenter.ts';

describe('VimPrivileges', () => {
  let bed: SimulatedVcenter;
  let privileges: Privileges;

  beforeEach(async () => {
    bed = await startSimulatedVcenter();
    privileges = (await bed.connect()).privileges;
  });

  afterEach(async () => {
    await bed.close();
  });

  it('names each privilege that the service account lacks, with its object', async () => {
    const production = bed.named('ClusterComputeResource', 'Production');
    const host = bed.named('HostSystem', 'esx-prod-01.example.com');

    const missing = await privileges.missingForServiceAccount(
      [production, host],
      ['Host.Config.Patch', 'Host.Config.Storage'],
    );

    expect(missing).toEqual([
      { object: production, privilege: 'Host.Config.Storage' },
      { object: host, privilege: 'Host.Config.Storage' },
    ]);
  });

  it("judges a user by the user's own session", async () => {
    const token = bed.vcenter.control.issueUiToken(
      DEMO_ADMINISTRATOR,
      PASSWORDS[DEMO_ADMINISTRATOR],
    );
    const { sessionKey } = await bed.users.authenticate(token, bed.vcenter.instanceUuid);
    const host = bed.named('HostSystem', 'esx-prod-01.example.com');

    await expectAsync(
      privileges.missingForSession(sessionKey, [host], ['Host.Config.Storage']),
    ).toBeResolvedTo([]);
  });

  it('asks one question for all objects and none for nothing', async () => {
    const hosts = bed.vcenter.vcenter.registry.ofType('HostSystem').map(({ ref }) => ref);

    await privileges.missingForServiceAccount(hosts, ['System.View', 'System.Read']);
    await privileges.missingForServiceAccount([], ['System.View']);

    expect(hosts.length).toBeGreaterThan(20);
    expect(bed.vcenter.control.calls('HasPrivilegeOnEntities').length).toBe(1);
  });

  it('asks with the new session key after its session was lost', async () => {
    const host = bed.named('HostSystem', 'esx-prod-01.example.com');
    bed.vcenter.control.expireSessions();

    await expectAsync(
      privileges.missingForServiceAccount([host], ['Host.Config.Patch']),
    ).toBeResolvedTo([]);
  });
});
