import { DEMO_ADMINISTRATOR } from '../../../e2e/vcenter/scenario/demo-roles.ts';
import { PASSWORDS, startSimulatedVcenter } from '../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../testing/simulated-vcenter.ts';
import { isFault } from '../domain/vim-fault.ts';
import { ExtensionRegistry } from './extension-registry.ts';
import { sampleExtension } from './testing/sample-extension.ts';

describe('ExtensionRegistry', () => {
  let bed: SimulatedVcenter;

  beforeEach(async () => {
    bed = await startSimulatedVcenter();
  });

  afterEach(async () => {
    await bed.close();
  });

  function open(
    changes: { userName?: string; password?: string } = {},
  ): Promise<ExtensionRegistry> {
    const { url, certificatePem } = bed.entry;
    const password = PASSWORDS[DEMO_ADMINISTRATOR];
    const clock = bed.clock;
    const userName = DEMO_ADMINISTRATOR;
    return ExtensionRegistry.open({ url, certificatePem, userName, password, clock, ...changes });
  }

  async function faultOf(promise: Promise<unknown>, type: string): Promise<boolean> {
    return isFault(await promise.catch((reason: unknown) => reason), type);
  }

  it('registers, finds, updates and unregisters a record without loss', async () => {
    const registry = await open();
    expect(await registry.find(sampleExtension.key)).toBeNull();

    await registry.register(sampleExtension);
    expect(await registry.find(sampleExtension.key)).toEqual(sampleExtension);

    const changed = { ...sampleExtension, version: '1.0.1', faultIds: [] };
    await registry.update(changed);
    expect(await registry.find(sampleExtension.key)).toEqual(changed);

    await registry.unregister(sampleExtension.key);
    expect(await registry.find(sampleExtension.key)).toBeNull();
    await registry.close();
  });

  it('throws the faults of vCenter by type', async () => {
    const registry = await open();
    await registry.register(sampleExtension);

    expect(await faultOf(registry.register(sampleExtension), 'InvalidArgument')).toBeTrue();
    expect(await faultOf(registry.unregister('com.example.other'), 'NotFound')).toBeTrue();
    expect(
      await faultOf(registry.update({ ...sampleExtension, key: 'com.example.other' }), 'NotFound'),
    ).toBeTrue();
    await registry.close();
  });

  it('tells the id of the vCenter, and ends its session when closed', async () => {
    const registry = await open();

    expect(registry.vcGuid).toBe(bed.vcenter.instanceUuid);
    expect(registry.apiVersion).toBe('8.0.3.0');
    await registry.close();
    expect(bed.vcenter.control.state().sessions).toEqual([]);
  });

  it('refuses wrong credentials and an account without the privilege', async () => {
    expect(await faultOf(open({ password: 'wrong' }), 'InvalidLogin')).toBeTrue();

    const userName = 'svc-rtr@vsphere.local';
    const registry = await open({ userName, password: PASSWORDS[userName] });
    expect(await faultOf(registry.register(sampleExtension), 'NoPermission')).toBeTrue();
    await registry.close();
  });

  it('sends a server certificate only to a vCenter that knows the member', async () => {
    const [server] = sampleExtension.servers;
    if (!server) throw new Error('The sample has a server.');
    const record = { ...sampleExtension, servers: [{ ...server, certificatePem: 'PEM' }] };
    const find = async (): Promise<string | undefined> => {
      const registry = await open();
      await registry.register(record);
      const found = await registry.find(record.key);
      await registry.close();
      return found?.servers[0]?.certificatePem;
    };

    const onNew = await find().catch((error: unknown) => error);
    await bed.close();
    bed = await startSimulatedVcenter({ apiVersion: '8.0.1.0' });

    expect(onNew).toBe('PEM');
    expect(await find()).toBeUndefined();
  });
});
