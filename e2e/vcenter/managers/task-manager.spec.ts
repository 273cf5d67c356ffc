import type { DataObject, Ref } from '../core/managed-object.ts';
import type { TaskHandle } from '../core/vcenter.ts';
import { VimFault } from '../core/vim-fault.ts';
import { EXTENSION_MANAGER, TASK_MANAGER } from '../core/well-known.ts';
import { extensionXml } from '../testing/extension-xml.ts';
import { refXml, textAt, type SoapClient, type SoapReply } from '../testing/soap-client.ts';
import { NOBODY, OPERATOR } from '../testing/small-world.ts';
import { VcenterBed } from '../testing/vcenter-bed.ts';

describe('the task manager', () => {
  let bed: VcenterBed;
  let client: SoapClient;
  beforeAll(async () => {
    bed = await VcenterBed.start();
    client = await bed.login();
    await client.call('RegisterExtension', EXTENSION_MANAGER, extensionXml('com.example.spec'));
  });
  afterAll(() => bed.close());

  const info = (task: Ref): DataObject =>
    bed.running.vcenter.registry.get(task).properties['info'] as DataObject;
  const create = (who: SoapClient, type = 'com.example.spec.work', rest = ''): Promise<SoapReply> =>
    who.call(
      'CreateTask',
      TASK_MANAGER,
      `${refXml('obj', bed.named('Alpha'))}<taskTypeId>${type}</taskTypeId><cancelable>true</cancelable>${rest}`,
    );
  const made = async (rest = ''): Promise<Ref> => {
    const [task] = (await create(client, undefined, rest)).results;
    return { type: 'Task', value: (task && textAt(task, 'key')) ?? '' };
  };
  const move = (task: Ref, state: string, rest = ''): Promise<SoapReply> =>
    client.call('SetTaskState', task, `<state>${state}</state>${rest}`);
  /** Runs work as vCenter's own task until it is over. */
  const run = async (work: (task: TaskHandle) => Promise<unknown>): Promise<Ref> => {
    const { tasks, registry } = bed.running.vcenter;
    const request = { entity: bed.named('Alpha'), name: 'Work_Task', descriptionId: 'Spec.work' };
    const task = tasks.run({ ...request, cancelable: true }, work);
    return new Promise((resolve) => {
      const stop = registry.onChange(({ object }) => {
        if (object.ref.value !== task.value || info(task)['completeTime'] === undefined) return;
        stop();
        resolve(task);
      });
    });
  };

  it('runs work as a task that starts queued and reports its progress', async () => {
    const states: unknown[] = [];
    const stop = bed.running.vcenter.registry.onChange(({ object, kind }) => {
      if (object.ref.type !== 'Task' || kind === 'remove') return;
      const { state, progress } = object.properties['info'] as DataObject;
      states.push([state, progress]);
    });
    const task = await run(async (handle) => {
      handle.progress(40);
      return Promise.resolve('done');
    });
    stop();

    expect(states[0]).toEqual(['queued', undefined]);
    expect(states).toContain(['running', 40]);
    expect(info(task)).toEqual(
      jasmine.objectContaining({
        state: 'success',
        result: 'done',
        entityName: 'Alpha',
        name: 'Work_Task',
        descriptionId: 'Spec.work',
      }),
    );
  });

  it('turns a fault of the work into the error of the task', async () => {
    const task = await run(() => Promise.reject(new VimFault('NotFound', {}, 'no such thing')));

    expect(info(task)['error']).toEqual({
      fault: { $type: 'NotFound' },
      localizedMessage: 'no such thing',
    });
  });

  it('tells work that its task is cancelled', async () => {
    const task = await run(async ({ ref, signal }) => {
      setImmediate(() => void client.call('CancelTask', ref));
      await bed.running.vcenter.clock.sleep(1e9, signal);
    });

    expect(info(task)).toEqual(jasmine.objectContaining({ state: 'error', cancelled: true }));
    expect(info(task)['error']).toEqual(
      jasmine.objectContaining({ fault: { $type: 'RequestCanceled' } }),
    );
    expect((await client.call('CancelTask', task)).fault).toBe('InvalidState');
  });

  it('lists recent tasks in the manager and on their object', async () => {
    const task = await run(() => Promise.resolve());
    const recent = await client.call('Fetch', TASK_MANAGER, '<prop>recentTask</prop>');
    const own = await client.call('Fetch', bed.named('Alpha'), '<prop>recentTask</prop>');

    expect(recent.xml).toContain(`>${task.value}<`);
    expect(own.xml).toContain(`>${task.value}<`);
  });

  it('makes tasks for extensions, of types that they have registered', async () => {
    const [task] = (await create(client)).results;

    expect(task && textAt(task, 'state')).toBe('queued');
    expect(task && textAt(task, 'descriptionId')).toBe('com.example.spec.work');
    expect(task && textAt(task, 'reason', 'userName')).toBe('VSPHERE.LOCAL\\administrator');
    expect((await create(client, 'com.example.other')).fault).toBe('InvalidArgument');
  });

  it('lets the maker move a task forwards only', async () => {
    const task = await made();
    const early = await client.call('UpdateProgress', task, '<percentDone>5</percentDone>');
    await move(task, 'running');
    const outside = await client.call('UpdateProgress', task, '<percentDone>101</percentDone>');
    const inside = await client.call('UpdateProgress', task, '<percentDone>55</percentDone>');
    const back = await move(task, 'queued');
    await move(task, 'success', '<result xsi:type="xsd:string">ok</result>');
    const again = await move(task, 'running');

    expect([early, outside, inside, back, again].map((reply) => reply.fault)).toEqual([
      'InvalidState',
      'OutOfBounds',
      undefined,
      'InvalidState',
      'InvalidState',
    ]);
    expect(info(task)).toEqual(
      jasmine.objectContaining({ state: 'success', progress: 55, result: 'ok' }),
    );
  });

  it('keeps the fault with which an extension ends its task', async () => {
    const task = await made();
    const fault =
      '<fault><fault xsi:type="ExtendedFault"><faultTypeId>com.example.spec.fault</faultTypeId></fault><localizedMessage>broken</localizedMessage></fault>';
    await move(task, 'error', fault);
    const shown = await client.call('Fetch', task, '<prop>info</prop>');

    expect(shown.xml).toContain(
      '<fault xsi:type="ExtendedFault"><faultTypeId>com.example.spec.fault',
    );
    expect(shown.xml).toContain('<localizedMessage>broken</localizedMessage>');
  });

  it('describes a task and hangs it under another', async () => {
    const parent = await made();
    const task = await made(
      `<parentTaskKey>${parent.value}</parentTaskKey><activationId>a-1</activationId>`,
    );
    await client.call(
      'SetTaskDescription',
      task,
      '<description><key>k</key><message>half way</message></description>',
    );
    const orphan = await create(client, undefined, '<parentTaskKey>task-none</parentTaskKey>');

    expect(info(task)).toEqual(
      jasmine.objectContaining({
        parentTaskKey: parent.value,
        rootTaskKey: parent.value,
        activationId: 'a-1',
      }),
    );
    expect(info(task)['description']).toEqual(jasmine.objectContaining({ message: 'half way' }));
    expect(orphan.fault).toBe('InvalidArgument');
  });

  it('marks an extension task as cancelled and leaves its end to the extension', async () => {
    const task = await made();
    const reply = await client.call('CancelTask', task);

    expect(reply.fault).toBeUndefined();
    expect(info(task)).toEqual(jasmine.objectContaining({ cancelled: true, state: 'queued' }));
  });

  it('asks for privileges', async () => {
    const operator = await bed.login(OPERATOR);
    const nobody = await bed.login(NOBODY);
    const task = await made();
    const cancel = await operator.call('CancelTask', task);

    expect((await create(nobody)).fault).toBe('NoPermission');
    expect((await create(operator)).fault).toBeUndefined();
    expect(cancel.xml).toContain('<privilegeId>Global.CancelTask</privilegeId>');
  });

  it('does not let anybody move vCenter\u2019s own tasks', async () => {
    const task = await run(() => Promise.resolve());

    expect((await move(task, 'running')).fault).toBe('NotSupported');
  });

  it('finds tasks of the past by object, state and user', async () => {
    const task = await run(() => Promise.resolve());
    const collect = async (filter: string): Promise<string[]> => {
      const reply = await client.call(
        'CreateCollectorForTasks',
        TASK_MANAGER,
        `<filter>${filter}</filter>`,
      );
      const collector: Ref = { type: 'TaskHistoryCollector', value: reply.text };
      const found = await client.call('ReadNextTasks', collector, '<maxCount>100</maxCount>');
      const more = await client.call('ReadNextTasks', collector, '<maxCount>100</maxCount>');
      const page = await client.call('Fetch', collector, '<prop>latestPage</prop>');
      await client.call('DestroyCollector', collector);
      expect(more.results).toEqual([]);
      expect(page.fault).toBeUndefined();
      return found.results.map((each) => textAt(each, 'key') ?? '');
    };
    const entity = (name: string, recursion: string): string =>
      `<entity>${refXml('entity', bed.named(name))}<recursion>${recursion}</recursion></entity>`;
    const system = '<userName><systemUser>true</systemUser></userName>';

    expect(await collect(entity('Alpha', 'self'))).toContain(task.value);
    expect(await collect(entity('Central', 'all'))).toContain(task.value);
    expect(await collect(entity('Central', 'children'))).not.toContain(task.value);
    expect(await collect(entity('Beta', 'all'))).toEqual([]);
    expect(await collect('<state>success</state>')).toContain(task.value);
    expect(await collect('<state>running</state>')).not.toContain(task.value);
    expect(await collect(system)).toContain(task.value);
    expect(
      await collect(
        '<time><timeType>queuedTime</timeType><beginTime>2100-01-01T00:00:00Z</beginTime></time>',
      ),
    ).toEqual([]);
  });
});
