import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import { ServerProcess } from '../../testing/server-process.ts';

function fourHosts(): FakeVcenter {
  const hosts = [1, 2, 3, 4].map((number) => aHost(number));
  return new FakeVcenter({ clusters: [aCluster(1, hosts)], bundles: [aBundle()] });
}

describe('the activity runner', () => {
  it('installs the filter on every host and says so step by step', async () => {
    const vcenter = fourHosts();
    const server = new ServerProcess(vcenter);

    const { id } = await server.setUp(vcenter.user('anna'), 'domain-c1');
    const ended = await server.ended(id);

    expect(ended.state).toBe('succeeded');
    expect(ended.clusters[0]?.hosts.map((host) => host.state)).toEqual([
      'installed',
      'installed',
      'installed',
      'installed',
    ]);
    expect(ended.clusters[0]?.steps.map((step) => `${step.name} ${step.state}`)).toEqual([
      'look succeeded',
      'publishBundle succeeded',
      'requestTask succeeded',
      'followTask succeeded',
      'verifyHosts succeeded',
    ]);
    expect(vcenter.wire.count('InstallIoFilter_Task')).toBe(1);
    await server.runner.stop();
  });
});
