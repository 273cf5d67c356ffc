import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import type { TaskEnds } from '../../src/ports/vcenter.ts';
import type { MakeSubject, VcenterSubject } from './vcenter-subject.ts';

const UNKNOWN_TASK = { type: 'Task', value: 'task-999999' };

/** What every implementation of TaskEnds does. */
export function describeTaskEnds(name: string, makeSubject: MakeSubject): void {
  describe(`${name}: ends of many tasks`, () => {
    let subject: VcenterSubject;
    let ends: TaskEnds;

    beforeEach(async () => {
      subject = await makeSubject();
      ends = subject.connection.tasks.watchEnds();
    });
    afterEach(async () => {
      ends.close();
      await subject.close();
    });

    /** A task of ours that runs. */
    const begin = async (): Promise<ManagedObjectReference> => {
      const { tasks } = subject.connection;
      const task = await tasks.create(subject.cluster, subject.taskTypeId, 'somebody');
      await tasks.setRunning(task);
      return task;
    };
    const several = (count: number): Promise<readonly ManagedObjectReference[]> =>
      Promise.all(Array.from({ length: count }, begin));
    const notFound = jasmine.objectContaining({ type: 'ManagedObjectNotFound' });

    it('tells the end of each of many tasks, and how it ended', async () => {
      const { tasks } = subject.connection;
      const running = await several(12);
      const told = running.map((task) => ends.ended(task));
      for (const [index, task] of running.entries())
        await (index % 2 === 0 ? tasks.succeed(task) : tasks.fail(task, `Words ${index}`));

      const snapshots = await Promise.all(told);

      expect(snapshots.map(({ ref }) => ref)).toEqual([...running]);
      expect(snapshots.map(({ state }) => state)).toEqual(
        running.map((_, index) => (index % 2 === 0 ? 'success' : 'error')),
      );
      expect(snapshots[1]?.error?.message).toContain('Words 1');
      expect(snapshots[0]).toEqual(
        jasmine.objectContaining({
          descriptionId: subject.taskTypeId,
          entity: subject.cluster,
          error: null,
        }),
      );
    });

    it('tells the end of a task that had ended before, as often as it is asked', async () => {
      const { tasks } = subject.connection;
      const task = await begin();
      await tasks.succeed(task);

      const first = await ends.ended(task);
      const second = await ends.ended(task);

      expect([first.state, second.state]).toEqual(['success', 'success']);
    });

    it('tells everybody who asks for the same task', async () => {
      const task = await begin();
      const told = [ends.ended(task), ends.ended(task)];
      await subject.connection.tasks.succeed(task);

      expect((await Promise.all(told)).map(({ state }) => state)).toEqual(['success', 'success']);
    });

    it('takes tasks in one after the other', async () => {
      const states: string[] = [];
      for (let count = 0; count < 3; count += 1) {
        const task = await begin();
        const told = ends.ended(task);
        await subject.connection.tasks.succeed(task);
        states.push((await told).state);
      }

      expect(states).toEqual(['success', 'success', 'success']);
    });

    it('tells that a task is not there, without disturbing the others', async () => {
      const task = await begin();
      const told = ends.ended(task);

      await expectAsync(ends.ended(UNKNOWN_TASK)).toBeRejectedWith(notFound);
      await subject.connection.tasks.succeed(task);

      expect((await told).state).toBe('success');
    });

    it('goes on waiting when its session ends', async () => {
      const [first, second] = await several(2);
      if (first === undefined || second === undefined) throw new Error('There are no tasks.');
      const told = ends.ended(first);
      await subject.expireSessions();
      const late = ends.ended(second);
      await subject.connection.tasks.succeed(first);
      await subject.connection.tasks.succeed(second);

      expect((await Promise.all([told, late])).map(({ state }) => state)).toEqual([
        'success',
        'success',
      ]);
    });

    it('goes on waiting when vCenter restarts', async () => {
      const task = await begin();
      const told = ends.ended(task);
      await subject.restart();
      await subject.connection.tasks.succeed(task);

      expect((await told).state).toBe('success');
    });

    it('gives up what is still waited for when it is closed', async () => {
      const told = ends.ended(await begin());

      ends.close();

      await expectAsync(told).toBeRejectedWithError(Error);
      await expectAsync(ends.ended(UNKNOWN_TASK)).toBeRejected();
    });
  });
}
