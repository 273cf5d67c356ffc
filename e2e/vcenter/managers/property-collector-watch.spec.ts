import type { Ref } from '../core/managed-object.ts';
import { PROPERTY_COLLECTOR, ROOT_FOLDER } from '../core/well-known.ts';
import { filterSpec, makeView, updateLines } from '../testing/property-xml.ts';
import {
  children,
  refXml,
  textAt,
  type SoapClient,
  type SoapReply,
} from '../testing/soap-client.ts';
import { TENANT } from '../testing/small-world.ts';
import { VcenterBed } from '../testing/vcenter-bed.ts';

const HOST_PATHS = ['name', 'runtime.inMaintenanceMode'];

/** A client that watches with a collector of its own. */
class Watcher {
  readonly client: SoapClient;
  collector: Ref = PROPERTY_COLLECTOR;
  version = '';

  constructor(client: SoapClient) {
    this.client = client;
  }

  async start(): Promise<this> {
    const reply = await this.client.call('CreatePropertyCollector', PROPERTY_COLLECTOR);
    this.collector = { type: 'PropertyCollector', value: reply.text };
    return this;
  }

  async filter(start: Ref, wanted: Record<string, string[]>): Promise<Ref> {
    const spec = `${filterSpec('spec', start, wanted)}<partialUpdates>false</partialUpdates>`;
    const reply = await this.client.call('CreateFilter', this.collector, spec);
    return { type: 'PropertyFilter', value: reply.text };
  }

  /** Waits from the version reached so far. */
  async wait(maxWaitSeconds: number, maxObjectUpdates?: number): Promise<SoapReply> {
    const most =
      maxObjectUpdates === undefined
        ? ''
        : `<maxObjectUpdates>${maxObjectUpdates}</maxObjectUpdates>`;
    const options = `<options><maxWaitSeconds>${maxWaitSeconds}</maxWaitSeconds>${most}</options>`;
    const reply = await this.client.call(
      'WaitForUpdatesEx',
      this.collector,
      `<version>${this.version}</version>${options}`,
    );
    this.version = reply.results.map((each) => textAt(each, 'version'))[0] ?? this.version;
    return reply;
  }
}

function isTruncated(reply: SoapReply): string | undefined {
  return reply.results.map((each) => textAt(each, 'truncated'))[0];
}

describe('waiting for updates', () => {
  let bed: VcenterBed;
  let watcher: Watcher;
  beforeEach(async () => {
    bed = await VcenterBed.start();
    watcher = await new Watcher(await bed.login()).start();
  });
  afterEach(() => bed.close());

  const maintenance = (name: string, value: boolean): void =>
    bed.running.vcenter.registry.update(bed.named(name), { 'runtime.inMaintenanceMode': value });
  /** The wait has reached the simulator. */
  const waiting = async (count: number): Promise<void> => {
    const { control } = bed.running;
    while (control.calls('WaitForUpdatesEx').length < count) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  it('first reports everything as entering', async () => {
    const view = await makeView(watcher.client, bed.named('Alpha'), 'HostSystem');
    await watcher.filter(view, { HostSystem: HOST_PATHS });
    const reply = await watcher.wait(5);

    expect(updateLines(reply)).toEqual([
      `enter ${bed.named('alpha-1.example.com').value} name=alpha-1.example.com runtime.inMaintenanceMode=false`,
      `enter ${bed.named('alpha-2.example.com').value} name=alpha-2.example.com runtime.inMaintenanceMode=false`,
    ]);
    expect(isTruncated(reply)).toBe('false');
  });

  it('answers nothing when nothing changes in the given time', async () => {
    await watcher.filter(bed.named('Alpha'), { ClusterComputeResource: ['name'] });
    await watcher.wait(5);
    const reply = await watcher.wait(0);

    expect(reply.fault).toBeUndefined();
    expect(reply.results).toEqual([]);
  });

  it('wakes at a change and reports only what has changed', async () => {
    const view = await makeView(watcher.client, ROOT_FOLDER, 'HostSystem');
    await watcher.filter(view, { HostSystem: HOST_PATHS });
    await watcher.wait(5);
    const pending = watcher.wait(30);
    await waiting(2);
    maintenance('beta-1.example.com', true);

    expect(updateLines(await pending)).toEqual([
      `modify ${bed.named('beta-1.example.com').value} runtime.inMaintenanceMode=true`,
    ]);
  });

  it('reports a property whose part has changed, and a part whose whole has', async () => {
    const host = bed.named('alpha-1.example.com');
    await watcher.filter(host, { HostSystem: ['runtime', 'runtime.connectionState'] });
    await watcher.wait(5);
    const { registry } = bed.running.vcenter;
    const runtime = registry.get(host).properties['runtime'] as object;
    registry.update(host, { runtime: { ...runtime, connectionState: 'notResponding' } });
    const whole = updateLines(await watcher.wait(5));
    registry.update(host, { 'runtime.inMaintenanceMode': true });
    const part = await watcher.wait(5);

    expect(whole.join()).toContain('runtime.connectionState=notResponding');
    expect(updateLines(part).length).toBe(1);
    expect(part.xml).toContain('<name>runtime</name>');
    expect(part.xml).not.toContain('<name>runtime.connectionState</name>');
  });

  it('says nothing of a write that changes nothing', async () => {
    await watcher.filter(bed.named('alpha-1.example.com'), { HostSystem: HOST_PATHS });
    await watcher.wait(5);
    maintenance('alpha-1.example.com', false);

    expect((await watcher.wait(0)).results).toEqual([]);
  });

  it('reports hosts that come and go', async () => {
    const view = await makeView(watcher.client, ROOT_FOLDER, 'HostSystem');
    await watcher.filter(view, { HostSystem: ['name'] });
    await watcher.wait(5);
    const added = bed.running.control.addHost(bed.named('Beta').value, {
      name: 'beta-3.example.com',
    });
    const entered = await watcher.wait(5);
    bed.running.control.removeHost(added.value);
    const left = await watcher.wait(5);

    expect(updateLines(entered)).toEqual([`enter ${added.value} name=beta-3.example.com`]);
    expect(updateLines(left)).toEqual([`leave ${added.value}`]);
  });

  it('follows references that change', async () => {
    const spec =
      `<spec><propSet><type>HostSystem</type><pathSet>name</pathSet></propSet><objectSet>${refXml('obj', bed.named('Beta'))}` +
      '<skip>true</skip><selectSet xsi:type="TraversalSpec"><type>ClusterComputeResource</type><path>host</path></selectSet>' +
      '</objectSet></spec><partialUpdates>false</partialUpdates>';
    await watcher.client.call('CreateFilter', watcher.collector, spec);
    await watcher.wait(5);
    const { registry } = bed.running.vcenter;
    registry.update(bed.named('Beta'), { host: [bed.named('beta-2.example.com')] });

    expect(updateLines(await watcher.wait(5))).toEqual([
      `leave ${bed.named('beta-1.example.com').value}`,
    ]);
  });

  it('reports an unset property without a value', async () => {
    const host = bed.named('alpha-1.example.com');
    await watcher.filter(host, { HostSystem: ['runtime.bootTime'] });
    await watcher.wait(5);
    bed.running.vcenter.registry.update(host, { 'runtime.bootTime': undefined });

    expect(updateLines(await watcher.wait(5))).toEqual([
      `modify ${host.value} runtime.bootTime=unset`,
    ]);
  });

  it('hands many updates out in parts', async () => {
    const view = await makeView(watcher.client, ROOT_FOLDER, 'HostSystem');
    await watcher.filter(view, { HostSystem: ['name'] });
    const first = await watcher.wait(5, 3);
    const second = await watcher.wait(5, 3);

    expect([updateLines(first).length, isTruncated(first)]).toEqual([3, 'true']);
    expect([updateLines(second).length, isTruncated(second)]).toEqual([1, 'false']);
  });

  it('tells again what it told last, and knows no other version', async () => {
    await watcher.filter(bed.named('alpha-1.example.com'), { HostSystem: HOST_PATHS });
    await watcher.wait(5);
    const before = watcher.version;
    maintenance('alpha-1.example.com', true);
    const told = await watcher.wait(5);
    watcher.version = before;
    const toldAgain = await watcher.wait(5);
    watcher.version = '4711';

    expect(toldAgain.xml).toBe(told.xml);
    expect((await watcher.wait(0)).fault).toBe('InvalidCollectorVersion');
  });

  it('starts again from nothing at an empty version', async () => {
    await watcher.filter(bed.named('Alpha'), { ClusterComputeResource: ['name'] });
    await watcher.wait(5);
    watcher.version = '';

    expect(updateLines(await watcher.wait(5))).toEqual([
      `enter ${bed.named('Alpha').value} name=Alpha`,
    ]);
  });

  it('reports the objects of a filter that was made later as entering', async () => {
    await watcher.filter(bed.named('Alpha'), { ClusterComputeResource: ['name'] });
    await watcher.wait(5);
    const pending = watcher.wait(30);
    await waiting(2);
    const filter = await watcher.filter(bed.named('Beta'), { ClusterComputeResource: ['name'] });
    const reply = await pending;
    const filters = reply.results.flatMap((each) => children(each, 'filterSet'));

    expect(updateLines(reply)).toEqual([`enter ${bed.named('Beta').value} name=Beta`]);
    expect(filters.map((each) => textAt(each, 'filter'))).toEqual([filter.value]);
  });

  it('reports nothing any more for a destroyed filter', async () => {
    const filter = await watcher.filter(bed.named('alpha-1.example.com'), {
      HostSystem: HOST_PATHS,
    });
    await watcher.wait(5);
    const destroyed = await watcher.client.call('DestroyPropertyFilter', filter);
    maintenance('alpha-1.example.com', true);
    const again = await watcher.client.call('DestroyPropertyFilter', filter);

    expect(destroyed.fault).toBeUndefined();
    expect((await watcher.wait(0)).results).toEqual([]);
    expect(again.fault).toBe('ManagedObjectNotFound');
  });

  it('ends a wait that is cancelled', async () => {
    await watcher.filter(bed.named('Alpha'), { ClusterComputeResource: ['name'] });
    await watcher.wait(5);
    const pending = watcher.wait(30);
    await waiting(2);
    await watcher.client.call('CancelWaitForUpdates', watcher.collector);

    expect((await pending).fault).toBe('RequestCanceled');
  });

  it('ends a wait whose collector is destroyed', async () => {
    await watcher.filter(bed.named('Alpha'), { ClusterComputeResource: ['name'] });
    await watcher.wait(5);
    const pending = watcher.wait(30);
    await waiting(2);
    await watcher.client.call('DestroyPropertyCollector', watcher.collector);

    expect((await pending).fault).toBe('ManagedObjectNotFound');
    expect((await watcher.wait(0)).fault).toBe('ManagedObjectNotFound');
  });

  it('ends a wait whose session expires', async () => {
    await watcher.filter(bed.named('Alpha'), { ClusterComputeResource: ['name'] });
    await watcher.wait(5);
    const pending = watcher.wait(30);
    await waiting(2);
    bed.running.control.expireSessions();

    expect((await pending).fault).toBe('NotAuthenticated');
  });

  it('keeps collectors and filters from other sessions', async () => {
    const other = await bed.login();
    const reply = await other.call('WaitForUpdatesEx', watcher.collector);

    expect(reply.fault).toBe('ManagedObjectNotFound');
  });

  it('reports only what the user may see', async () => {
    const tenant = await new Watcher(await bed.login(TENANT)).start();
    const view = await makeView(tenant.client, bed.named('Alpha'), 'HostSystem');
    await tenant.filter(view, { HostSystem: ['name'] });
    await tenant.wait(5);
    maintenance('beta-1.example.com', true);

    expect((await tenant.wait(0)).results).toEqual([]);
  });
});
