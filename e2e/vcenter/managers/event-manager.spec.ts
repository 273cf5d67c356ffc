import type { DataObject, Ref } from '../core/managed-object.ts';
import { VimFault } from '../core/vim-fault.ts';
import { demoScenario } from '../scenario/demo-scenario.ts';
import type { ContentBed } from '../testing/content-bed.ts';
import { contentBed } from '../testing/content-bed.ts';
import { eventManager } from './event-manager.ts';

describe('EventManager', () => {
  let bed: ContentBed;
  let hostRef: Ref;
  let clusterRef: Ref;

  beforeEach(() => {
    bed = contentBed(demoScenario());
    hostRef = bed.named('HostSystem', 'esx-prod-01.example.com').ref;
    clusterRef = bed.named('ClusterComputeResource', 'Production').ref;
  });

  afterEach(() => bed.close());

  const log = (entity: Ref, msg: string): unknown =>
    bed.call(bed.as('Global.LogEvent'), eventManager, 'LogUserEvent', { entity, msg });
  const query = (filter: DataObject): DataObject[] =>
    bed.call(bed.as('System.View'), eventManager, 'QueryEvents', { filter }) as DataObject[];
  const messages = (filter: DataObject): unknown[] =>
    query(filter).map((event) => event['fullFormattedMessage']);

  it('records who did what, where and when, with a running number', () => {
    log(hostRef, 'first');
    log(clusterRef, 'second');
    const [first, second] = query({});

    expect(first).toEqual(
      jasmine.objectContaining({ $type: 'GeneralUserEvent', key: 1, message: 'first' }),
    );
    expect(first?.['userName']).toMatch(/^user-/);
    expect(first?.['host']).toEqual({ name: 'esx-prod-01.example.com', host: hostRef });
    expect(first?.['computeResource']).toEqual({ name: 'Production', computeResource: clusterRef });
    expect((first?.['datacenter'] as DataObject)['name']).toBe('East');
    expect(second?.['host']).toBeUndefined();
  });

  it('finds events by object, below an object, by id and by class', () => {
    log(hostRef, 'on the host');
    log(clusterRef, 'on the cluster');
    bed.content.hosts.disconnectHost(hostRef.value);
    const about = (entity: Ref, recursion: string) => ({ entity: { entity, recursion } });

    expect(messages(about(hostRef, 'self'))).toEqual(['on the host', undefined]);
    expect(messages(about({ type: 'Folder', value: 'group-d1' }, 'all')).length).toBe(3);
    expect(messages(about({ type: 'Folder', value: 'group-d1' }, 'self'))).toEqual([]);
    expect(query({ eventTypeId: ['vim.event.HostDisconnectedEvent'] }).length).toBe(1);
    expect(query({ type: ['HostEvent'] }).length).toBe(1);
    expect(query({ eventTypeId: ['com.vmware.nothing'] })).toEqual([]);
  });

  it('finds events by time, user and number', () => {
    log(hostRef, 'one');
    log(hostRef, 'two');
    const [one] = query({});

    expect(messages({ maxCount: 1 })).toEqual(['two']);
    expect(query({ time: { beginTime: new Date(Date.now() + 60_000) } })).toEqual([]);
    expect(query({ userName: { systemUser: false, userList: [one?.['userName']] } }).length).toBe(
      1,
    );
    expect(messages({ eventChainId: one?.['chainId'] })).toEqual(['one']);
  });

  it('takes extended events of others and refuses its own classes', () => {
    const event = { $type: 'EventEx', eventTypeId: 'com.rtr.test', message: 'posted' };
    const post = (eventToPost: DataObject): unknown =>
      bed.call(bed.as('Global.LogEvent'), eventManager, 'PostEvent', { eventToPost });
    post(event);

    expect(query({ eventTypeId: ['com.rtr.test'] }).length).toBe(1);
    expect(() => post({ $type: 'HostAddedEvent' })).toThrowMatching(
      (fault: VimFault) => fault.type === 'InvalidArgument',
    );
  });

  it('lets a collector page through the history in both directions', () => {
    for (let index = 1; index <= 25; index += 1) log(hostRef, `event ${index}`);
    const session = bed.as('System.View');
    const create = { filter: { type: ['GeneralUserEvent'] } };
    const collector = bed.call(session, eventManager, 'CreateCollectorForEvents', create) as Ref;
    const run = (method: string, args?: Record<string, unknown>) =>
      bed.call(session, collector, method, args) as DataObject[];
    const texts = (events: DataObject[]) => events.map((event) => event['message']);

    expect(texts(run('ReadPreviousEvents', { maxCount: 2 }))).toEqual(['event 15', 'event 14']);

    run('RewindCollector');

    expect(texts(run('ReadNextEvents', { maxCount: 2 }))).toEqual(['event 1', 'event 2']);
    expect(texts(run('ReadNextEvents', { maxCount: 1 }))).toEqual(['event 3']);

    run('DestroyCollector');

    expect(bed.vcenter.registry.find(collector)).toBeUndefined();
  });

  it('shows the newest events on the latest page of a collector and announces them', () => {
    const session = bed.as('System.View');
    const create = { filter: {} };
    const collector = bed.call(session, eventManager, 'CreateCollectorForEvents', create) as Ref;
    const touched: string[] = [];
    bed.vcenter.registry.onChange(({ object, paths }) => {
      if (object.ref.value === collector.value) touched.push(...paths);
    });
    log(hostRef, 'older');
    log(hostRef, 'newer');
    const page = bed.vcenter.registry.get(collector).computed?.['latestPage']?.({}) as DataObject[];

    expect(page.map((event) => event['message'])).toEqual(['newer', 'older']);
    expect(touched).toEqual(['latestPage', 'latestPage']);
  });
});
