import { DEMO_ADMINISTRATOR } from '../../../../e2e/vcenter/scenario/demo-roles.ts';
import { PASSWORDS, startSimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { VcenterUnreachable } from '../../domain/vim-fault.ts';
import type { TaskEnds, VcenterConnection } from '../../ports/vcenter.ts';
import { ExtensionRegistry } from '../extension-registry.ts';
import { sampleExtension } from '../testing/sample-extension.ts';

const [TASK_TYPE = ''] = sampleExtension.taskIds;

describe('VimTaskEnds', () => {
  let bed: SimulatedVcenter;
  let connection: VcenterConnection;
  let ends: TaskEnds;

  beforeEach(async () => {
    bed = await startSimulatedVcenter();
    const password = PASSWORDS[DEMO_ADMINISTRATOR];
    const account = { userName: DEMO_ADMINISTRATOR, password };
    const registry = await ExtensionRegistry.open({ ...bed.entry, ...account, clock: bed.clock });
    await registry.register(sampleExtension);
    await registry.close();
    connection = await bed.connect();
    ends = connection.tasks.watchEnds();
  });

  afterEach(async () => {
    ends.close();
    expect(bed.vcenter.control.bugs()).toEqual([]);
    await bed.close();
  });

  const begin = async (): Promise<ManagedObjectReference> => {
    const cluster = bed.named('ClusterComputeResource', 'Production');
    const task = await connection.tasks.create(cluster, TASK_TYPE, 'somebody');
    await connection.tasks.setRunning(task);
    return task;
  };
  const several = (count: number): Promise<readonly ManagedObjectReference[]> =>
    Promise.all(Array.from({ length: count }, begin));
  const succeed = async (tasks: readonly ManagedObjectReference[]): Promise<void> => {
    for (const task of tasks) await connection.tasks.succeed(task);
  };
  const count = (method: string): number => bed.vcenter.control.calls(method).length;
  const listed = (): number => bed.vcenter.vcenter.registry.ofType('ListView').length;
  const content = (): readonly string[] => {
    const [view] = bed.vcenter.vcenter.registry.ofType('ListView');
    return (view?.properties['view'] as ManagedObjectReference[]).map(({ value }) => value);
  };
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
  };

  it('needs one view, one call that fills it and one filter for tasks that come together', async () => {
    const tasks = await several(20);
    const told = Promise.all(tasks.map((task) => ends.ended(task)));
    await succeed(tasks);

    expect((await told).length).toBe(20);
    expect(count('CreateListView')).toBe(1);
    expect(count('ModifyListView')).toBe(1);
    expect(count('CreateFilter')).toBe(1);
  });

  it('is told nothing of the progress on the way', async () => {
    const task = await begin();
    const told = ends.ended(task);
    await until(() => count('WaitForUpdatesEx') > 1);
    const before = count('WaitForUpdatesEx');
    for (const percent of [20, 40, 60, 80]) await connection.tasks.setProgress(task, percent);

    expect(count('WaitForUpdatesEx')).toBe(before);
    await succeed([task]);
    expect((await told).state).toBe('success');
  });

  it('takes ended tasks off the view when others come', async () => {
    const [first, second] = [await begin(), await begin()];
    const staying = ends.ended(second);
    await succeed([first]);
    await ends.ended(first);
    const third = await begin();
    const late = ends.ended(third);
    await until(() => content().includes(third.value));

    expect(content()).toEqual([second.value, third.value]);
    await succeed([second, third]);
    expect((await Promise.all([staying, late])).map(({ ref }) => ref)).toEqual([second, third]);
  });

  it('frees its view when nothing is waited for, and makes another one for the next task', async () => {
    const first = await begin();
    await succeed([first]);
    await ends.ended(first);
    await until(() => listed() === 0);

    const second = await begin();
    await succeed([second]);

    expect((await ends.ended(second)).state).toBe('success');
    expect(count('CreateListView')).toBe(2);
  });

  it('makes another view when vCenter refuses the version of its collector', async () => {
    const task = await begin();
    const told = ends.ended(task);
    await until(() => count('WaitForUpdatesEx') > 1);
    const fault = { type: 'InvalidCollectorVersion' };
    bed.vcenter.control.addFault({ method: 'WaitForUpdatesEx', times: 1, fault });

    await connection.tasks.setProgress(task, 10);
    await succeed([task]);

    expect((await told).state).toBe('success');
  });

  it('tells that vCenter is away when it stays away', async () => {
    for (const method of ['CreateListView', 'ModifyListView'])
      bed.vcenter.control.addFault({ method, action: 'cut-before' });

    await expectAsync(ends.ended(await begin())).toBeRejectedWithError(VcenterUnreachable);

    bed.vcenter.control.clearFaults();
    const task = await begin();
    await succeed([task]);
    expect((await ends.ended(task)).state).toBe('success');
  });

  it('tells a fault that does not pass', async () => {
    const fault = { type: 'NoPermission' };
    bed.vcenter.control.addFault({ method: 'CreateListView', fault });

    await expectAsync(ends.ended(await begin())).toBeRejectedWith(
      jasmine.objectContaining({ type: 'NoPermission' }),
    );
  });

  it('serves two watches side by side', async () => {
    const others = connection.tasks.watchEnds();
    const [first, second] = [await begin(), await begin()];
    const told = Promise.all([ends.ended(first), others.ended(second)]);
    await succeed([first, second]);

    expect((await told).map(({ ref }) => ref)).toEqual([first, second]);
    others.close();
  });
});
