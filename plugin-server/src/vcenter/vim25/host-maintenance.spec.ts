import type { SoapCall } from '../soap/send.ts';
import { VimHostMaintenance } from './host-maintenance.ts';

const cluster = { type: 'ClusterComputeResource', value: 'domain-c8' };
const host = (number: number): { type: string; value: string } => ({
  type: 'HostSystem',
  value: `host-${number}`,
});
const localized = (message: string): unknown => ({
  fault: { $type: 'NoCompatibleHost' },
  localizedMessage: message,
});

describe('VimHostMaintenance', () => {
  let calls: SoapCall[];

  beforeEach(() => {
    calls = [];
  });

  const over = (answer: (call: SoapCall) => unknown): VimHostMaintenance =>
    new VimHostMaintenance((call) => {
      calls.push(call);
      return Promise.resolve(answer(call));
    });

  it('leaves powered-off machines on a host that enters maintenance mode', async () => {
    await over(() => ({ type: 'Task', value: 'task-1' })).enter(host(1), { timeoutSeconds: 600 });

    expect(calls[0]?.args).toEqual({ timeout: 600, evacuatePoweredOffVms: false });
  });

  it('says which machines keep a host from being emptied, each reason once', async () => {
    const faultsByVm = [
      { fault: [localized('No compatible host.'), localized('Too little memory.')] },
      { fault: [localized('No compatible host.')] },
    ];
    const maintenance = over(() => ({ recommendations: [{}], fault: { reason: 'r', faultsByVm } }));

    expect(await maintenance.forecast(cluster, [host(1)])).toEqual([
      {
        host: host(1),
        canEvacuate: false,
        recommendations: 1,
        faults: ['No compatible host.', 'Too little memory.'],
      },
    ]);
  });

  it("gives DRS's own reason when it names no machine", async () => {
    const maintenance = over(() => ({ fault: { reason: 'hostMaint' } }));

    const [forecast] = await maintenance.forecast(cluster, [host(1)]);

    expect(forecast?.faults).toEqual(['hostMaint']);
  });

  it('counts an empty answer as a host that nothing runs on', async () => {
    const [forecast] = await over(() => ({})).forecast(cluster, [host(1)]);

    expect(forecast).toEqual({
      host: host(1),
      canEvacuate: true,
      recommendations: 0,
      faults: [],
    });
  });

  it('asks for one host at a time, as they leave one after the other, and answers in order', async () => {
    const hosts = Array.from({ length: 9 }, (_, index) => host(index));

    const forecasts = await over(() => ({})).forecast(cluster, hosts);

    expect(forecasts.map((each) => each.host)).toEqual(hosts);
    expect(calls.map(({ args }) => args['host'])).toEqual(hosts.map((each) => [each]));
  });
});
