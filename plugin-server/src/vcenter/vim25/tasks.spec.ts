import { firstValueFrom, lastValueFrom, ReplaySubject, Subject, takeUntil, toArray } from 'rxjs';
import type { Observable } from 'rxjs';
import { DEMO_ADMINISTRATOR } from '../../../../e2e/vcenter/scenario/demo-roles.ts';
import { PASSWORDS, startSimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { VimFault } from '../../domain/vim-fault.ts';
import type { TaskSnapshot, VcenterConnection } from '../../ports/vcenter.ts';
import { ExtensionRegistry } from '../extension-registry.ts';
import { sampleExtension } from '../testing/sample-extension.ts';

const TASK_TYPE = 'com.vmware.vim.spec.task';

describe('VimTasks', () => {
  let bed: SimulatedVcenter;
  let connection: VcenterConnection;
  let cluster: ManagedObjectReference;
  let stop: Subject<void>;

  beforeEach(async () => {
    bed = await startSimulatedVcenter();
    connection = await bed.connect();
    cluster = bed.named('ClusterComputeResource', 'Production');
    stop = new Subject();
    await registerTaskType();
  });

  afterEach(async () => {
    stop.next();
    expect(bed.vcenter.control.bugs()).toEqual([]);
    await bed.close();
  });

  async function registerTaskType(): Promise<void> {
    const { url, certificatePem } = bed.entry;
    const registry = await ExtensionRegistry.open({
      url,
      certificatePem,
      userName: DEMO_ADMINISTRATOR,
      password: PASSWORDS[DEMO_ADMINISTRATOR],
      clock: bed.clock,
    });
    await registry.register({ ...sampleExtension, taskIds: [TASK_TYPE] });
    await registry.close();
  }

  function create(): Promise<ManagedObjectReference> {
    return connection.tasks.create(cluster, TASK_TYPE, 'VSPHERE.LOCAL\\Administrator');
  }

  /** Follows a task; `until` resolves with the first snapshot that fits, also when it came before. */
  function followed(task: ManagedObjectReference): {
    readonly seen: Observable<TaskSnapshot>;
    readonly until: (fits: (snapshot: TaskSnapshot) => boolean) => Promise<TaskSnapshot>;
  } {
    const seen = new ReplaySubject<TaskSnapshot>();
    connection.tasks.follow(task).pipe(takeUntil(stop)).subscribe(seen);
    return {
      seen,
      until: (fits) =>
        new Promise((resolve, reject) => {
          seen.subscribe({ next: (each) => fits(each) && resolve(each), error: reject });
        }),
    };
  }

  it('mirrors our own work: created, running, progress, success', async () => {
    const { tasks } = connection;
    const task = await create();
    const { seen, until } = followed(task);
    await until(({ state }) => state === 'queued');

    await tasks.setRunning(task);
    await until(({ state }) => state === 'running');
    await tasks.setProgress(task, 41.7);
    await until(({ progress }) => progress === 42);
    await tasks.succeed(task);

    const states = await lastValueFrom(seen.pipe(toArray()));
    expect(states.at(-1)).toEqual(
      jasmine.objectContaining({ state: 'success', entity: cluster, descriptionId: TASK_TYPE }),
    );
  });

  it('shows why our own work failed', async () => {
    const { tasks } = connection;
    const task = await create();
    await tasks.setRunning(task);

    await tasks.fail(task, 'Host esx-1 is\u0007 away');

    const last = await lastValueFrom(tasks.follow(task));
    expect(last.state).toBe('error');
    expect(last.error).toEqual({ faultType: 'SystemError', message: 'Host esx-1 is  away' });
  });

  it('follows many tasks with one waiting call at a time', async () => {
    const all = await Promise.all([create(), create(), create()]);
    const followers = all.map(followed);
    await Promise.all(followers.map(({ until }) => until(() => true)));
    for (const task of all) await connection.tasks.setRunning(task);

    await Promise.all(followers.map(({ until }) => until(({ state }) => state === 'running')));

    const calls = bed.vcenter.control.calls('WaitForUpdatesEx');
    expect(new Set(calls.map(({ object }) => object)).size).toBe(1);
    expect(calls.filter(({ durationMs }) => durationMs === null).length).toBeLessThanOrEqual(1);
  });

  it('does not overlook a task that is followed while the filter of another one is made', async () => {
    const [first, second] = [await create(), await create()];
    bed.vcenter.control.addFault({
      method: 'CreateFilter',
      action: 'delay',
      delayMs: 100,
      times: 1,
    });

    const early = followed(first);
    await called('CreateFilter');
    const late = followed(second);

    const states = await Promise.all([early.until(() => true), late.until(() => true)]);
    expect(states.map(({ ref }) => ref)).toEqual([first, second]);
  });

  /** Resolves as soon as vCenter has received a call of that method. */
  async function called(method: string): Promise<void> {
    while (bed.vcenter.control.calls(method).length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  it('goes on following when its session ends', async () => {
    const task = await create();
    const { until } = followed(task);
    await until(({ state }) => state === 'queued');

    bed.vcenter.control.expireSessions();
    await connection.tasks.setRunning(task);

    expect((await until(({ state }) => state === 'running')).ref).toEqual(task);
  });

  it('goes on following when vCenter refuses the collector version', async () => {
    const task = await create();
    const { until } = followed(task);
    await until(({ state }) => state === 'queued');
    bed.vcenter.control.addFault({
      method: 'WaitForUpdatesEx',
      times: 1,
      fault: { type: 'InvalidCollectorVersion' },
    });

    await connection.tasks.setRunning(task);

    expect((await until(({ state }) => state === 'running')).ref).toEqual(task);
  });

  it('waits for a vCenter that restarts and then reads the state again', async () => {
    const task = await create();
    const { until } = followed(task);
    await until(({ state }) => state === 'queued');

    await bed.vcenter.control.restart(50);
    await connection.tasks.setRunning(task);

    expect((await until(({ state }) => state === 'running')).ref).toEqual(task);
  });

  it('ends with ManagedObjectNotFound for a task that vCenter does not know', async () => {
    const lost = { type: 'Task', value: 'task-999999' };

    const error: unknown = await firstValueFrom(connection.tasks.follow(lost)).catch(
      (reason: unknown) => reason,
    );

    expect(error).toBeInstanceOf(VimFault);
    expect((error as VimFault).type).toBe('ManagedObjectNotFound');
  });

  it('does not let a lost task disturb the others', async () => {
    const task = await create();
    const { until } = followed(task);
    await until(() => true);

    await expectAsync(
      firstValueFrom(connection.tasks.follow({ type: 'Task', value: 'task-999999' })),
    ).toBeRejected();
    await connection.tasks.setRunning(task);

    expect((await until(({ state }) => state === 'running')).state).toBe('running');
  });

  it('frees its collector when nobody follows any more', async () => {
    const task = await create();
    await firstValueFrom(connection.tasks.follow(task));

    await bed.connections.stop();

    expect(bed.vcenter.control.calls('DestroyPropertyCollector').length).toBe(1);
  });

  it('finds the tasks on an entity since a moment, newest first, and no others', async () => {
    const before = bed.clock.now();
    const first = await create();
    const second = await create();
    await connection.tasks.create(
      bed.named('ClusterComputeResource', 'Staging'),
      TASK_TYPE,
      'somebody',
    );

    const found = await connection.tasks.recentOn(cluster, before);

    expect(found.map(({ ref }) => ref.value).sort()).toEqual([first.value, second.value].sort());
    expect(found.every(({ descriptionId }) => descriptionId === TASK_TYPE)).toBeTrue();
    const later = new Date(bed.clock.now().getTime() + 60_000);
    expect(await connection.tasks.recentOn(cluster, later)).toEqual([]);
  });

  it('allows for a clock of vCenter that differs from ours', async () => {
    bed.clock.advance(3_600_000);
    const before = bed.clock.now();

    const task = await create();

    const found = await connection.tasks.recentOn(cluster, before);
    expect(found.map(({ ref }) => ref)).toEqual([task]);
  });
});
