import { DEMO_SERVICE_ACCOUNT } from '../../../e2e/vcenter/scenario/demo-roles.ts';
import { PASSWORDS, startSimulatedVcenter } from '../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../testing/simulated-vcenter.ts';
import { Problem } from '../domain/problem.ts';
import { isFault, VcenterUnreachable } from '../domain/vim-fault.ts';
import { createTlsIdentity } from '../../testing/tls-identity.ts';

describe('ServiceConnections', () => {
  let bed: SimulatedVcenter;

  beforeEach(async () => {
    bed = await startSimulatedVcenter();
  });

  afterEach(async () => {
    await bed.close();
  });

  async function problemOf(promise: Promise<unknown>): Promise<string> {
    const error: unknown = await promise.catch((reason: unknown) => reason);
    return error instanceof Problem ? error.code : String(error);
  }

  it('speaks the newest version that both know and names the account as vCenter does', async () => {
    const connection = await bed.connect();

    expect(connection.apiVersion).toBe('8.0.3.0');
    expect(connection.serviceAccount.toLowerCase()).toContain('svc-rtr');
    expect(bed.connections.list()).toEqual([
      { vcGuid: bed.vcenter.instanceUuid, name: 'vcenter.example.com' },
    ]);
  });

  it('logs in once for all who ask at the same time', async () => {
    const [first, second] = await Promise.all([bed.connect(), bed.connect()]);

    expect(first).toBe(second);
    expect(bed.vcenter.control.calls('Login').length).toBe(1);
  });

  it('finds a vCenter whatever the case of its id, and refuses an unknown one', async () => {
    const shouted = await bed.connections.connect(bed.entry.vcGuid.toUpperCase());

    expect(shouted).toBe(await bed.connect());
    expect(await problemOf(bed.connections.connect('00000000-0000-0000-0000-000000000000'))).toBe(
      'unknownVcenter',
    );
  });

  it('opens one new session for all calls that find the old one dead', async () => {
    const { inventory } = await bed.connect();
    bed.vcenter.control.expireSessions();
    const clusters = bed.vcenter.vcenter.registry.ofType('ClusterComputeResource');

    const read = await Promise.all(clusters.map(({ ref }) => inventory.readCluster(ref)));

    expect(read.every((cluster) => cluster !== null)).toBeTrue();
    expect(bed.vcenter.control.calls('Login').length).toBe(2);
  });

  it('does not try a second time to act when the answer was lost', async () => {
    const { ioFilters } = await bed.connect();
    const cluster = bed.named('ClusterComputeResource', 'Production');
    bed.vcenter.control.addFault({ method: 'InstallIoFilter_Task', action: 'cut-after' });

    await expectAsync(
      ioFilters.install(cluster, 'https://localhost:1/b.zip', { kind: 'trustedRoot' }),
    ).toBeRejectedWithError(VcenterUnreachable);

    expect(bed.vcenter.control.calls('InstallIoFilter_Task').length).toBe(1);
  });

  it('reads once more when a kept connection had died', async () => {
    const { inventory } = await bed.connect();
    const cluster = bed.named('ClusterComputeResource', 'Production');
    bed.vcenter.control.addFault({
      method: 'RetrievePropertiesEx',
      action: 'cut-before',
      times: 1,
    });

    expect((await inventory.readCluster(cluster))?.name).toBe('Production');
  });

  it('tells that the password is refused, and tries again when asked again', async () => {
    await bed.close();
    let password = 'wrong';
    bed = await startSimulatedVcenter({}, { password: () => password });

    expect(await problemOf(bed.connect())).toBe('vcenterUnavailable');
    password = PASSWORDS[DEMO_SERVICE_ACCOUNT];
    await expectAsync(bed.connect()).toBeResolved();
  });

  it('does not offer a refused password again for a minute, so that the account is not locked', async () => {
    await bed.close();
    bed = await startSimulatedVcenter({}, { password: () => 'wrong' });
    for (let attempt = 0; attempt < 10; attempt += 1) await problemOf(bed.connect());
    expect(bed.vcenter.control.calls('Login').length).toBe(1);

    bed.clock.advance(60_000);

    expect(await problemOf(bed.connect())).toBe('vcenterUnavailable');
    expect(bed.vcenter.control.calls('Login').length).toBe(2);
  });

  it('refuses a server that is another vCenter than the one that was added', async () => {
    await bed.close();
    bed = await startSimulatedVcenter({}, { vcGuid: '00000000-1111-2222-3333-444444444444' });

    expect(await problemOf(bed.connect())).toBe('vcenterUnavailable');
    expect(bed.vcenter.control.calls('Login')).toEqual([]);
  });

  it('refuses a vCenter that is too old', async () => {
    await bed.close();
    bed = await startSimulatedVcenter({ apiVersion: '6.7.3' });

    expect(await problemOf(bed.connect())).toBe('vcenterUnavailable');
  });

  it('says nothing to a server that shows another certificate', async () => {
    await bed.close();
    const { certificatePem } = await createTlsIdentity();
    bed = await startSimulatedVcenter({}, { certificatePem });

    await expectAsync(bed.connect()).toBeRejectedWithError(VcenterUnreachable, /certificate/);
    expect(bed.vcenter.control.calls()).toEqual([]);
  });

  it('tells of each call what it was and how it ended, and no argument of it', async () => {
    const { ioFilters } = await bed.connect();
    const unknown = { type: 'ClusterComputeResource', value: 'domain-c999999' };

    const error: unknown = await ioFilters.installedOn(unknown).catch((reason: unknown) => reason);

    expect(isFault(error, 'ManagedObjectNotFound')).toBeTrue();
    expect(bed.traces.at(-1)).toEqual({
      vcGuid: bed.vcenter.instanceUuid,
      operation: 'QueryIoFilterInfo',
      object: 'IoFilterManager',
      operationId: jasmine.stringMatching(/^rtr-[0-9a-f-]{36}$/) as never,
      durationMs: jasmine.any(Number) as never,
      outcome: 'fault',
      faultType: 'ManagedObjectNotFound',
    });
    expect(JSON.stringify(bed.traces)).not.toContain(PASSWORDS[DEMO_SERVICE_ACCOUNT]);
  });

  it('logs out when the server stops', async () => {
    await bed.connect();

    await bed.connections.stop();

    expect(bed.vcenter.control.state().sessions).toEqual([]);
  });
});
