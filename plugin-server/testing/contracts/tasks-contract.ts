import { firstValueFrom, lastValueFrom, map, toArray } from 'rxjs';
import { endOf } from './vcenter-subject.ts';
import type { MakeSubject, VcenterSubject } from './vcenter-subject.ts';

const LONG_AGO = new Date('2000-01-01T00:00:00Z');

/** What every implementation of Tasks does. */
export function describeTasks(name: string, makeSubject: MakeSubject): void {
  describe(`${name}: tasks`, () => {
    let subject: VcenterSubject;

    beforeEach(async () => {
      subject = await makeSubject();
    });
    afterEach(() => subject.close());

    const create = (initiatedBy = 'somebody'): Promise<{ type: string; value: string }> =>
      subject.connection.tasks.create(subject.cluster, subject.taskTypeId, initiatedBy);
    // A task may be cancelled by whoever started it, without a further privilege.
    const createOwn = (): Promise<{ type: string; value: string }> =>
      create(subject.connection.serviceAccount);

    it('makes a task of ours that waits, on the cluster it is about', async () => {
      const task = await create();

      const state = await firstValueFrom(subject.connection.tasks.follow(task));

      expect(state).toEqual(
        jasmine.objectContaining({
          ref: task,
          state: 'queued',
          descriptionId: subject.taskTypeId,
          entity: subject.cluster,
        }),
      );
    });

    it('refuses a task type that nobody registered', async () => {
      const made = subject.connection.tasks.create(subject.cluster, 'com.example.none', 'somebody');

      await expectAsync(made).toBeRejectedWith(
        jasmine.objectContaining({ type: 'InvalidArgument' }),
      );
    });

    it('shows a task from its beginning to its success, then completes', async () => {
      const { tasks } = subject.connection;
      const task = await create();
      const states = lastValueFrom(
        tasks.follow(task).pipe(
          map((state) => state.state),
          toArray(),
        ),
      );

      await tasks.setRunning(task);
      await tasks.setProgress(task, 40);
      await tasks.succeed(task);

      const seen = await states;
      expect(seen.at(-1)).toBe('success');
    });

    it('shows the percentage of a running task', async () => {
      const { tasks } = subject.connection;
      const task = await create();
      await tasks.setRunning(task);
      await tasks.setProgress(task, 40);

      const state = await firstValueFrom(tasks.follow(task));

      expect([state.state, state.progress]).toEqual(['running', 40]);
    });

    it('shows why a task failed', async () => {
      const { tasks } = subject.connection;
      const task = await create();
      await tasks.setRunning(task);
      await tasks.fail(task, 'Two hosts did not answer.');

      const end = await lastValueFrom(tasks.follow(task));

      expect(end.state).toBe('error');
      expect(end.error?.message).toContain('Two hosts did not answer.');
    });

    it('lets an ended task alone', async () => {
      const { tasks } = subject.connection;
      const task = await create();
      await tasks.setRunning(task);
      await tasks.succeed(task);

      await expectAsync(tasks.setProgress(task, 10)).toBeRejectedWith(
        jasmine.objectContaining({ type: 'InvalidState' }),
      );
    });

    it('does not cancel a task that its maker did not make cancelable', async () => {
      const task = await createOwn();

      await expectAsync(subject.connection.tasks.cancel(task)).toBeRejectedWith(
        jasmine.objectContaining({ type: 'NotSupported' }),
      );
      expect((await firstValueFrom(subject.connection.tasks.follow(task))).cancelable).toBeFalse();
    });

    it('does not cancel a task that is over', async () => {
      const { tasks } = subject.connection;
      const task = await createOwn();
      await tasks.setRunning(task);
      await tasks.succeed(task);

      await expectAsync(tasks.cancel(task)).toBeRejectedWith(
        jasmine.objectContaining({ type: 'InvalidState' }),
      );
    });

    it('tells when the task to follow is not there', async () => {
      const followed = lastValueFrom(
        subject.connection.tasks.follow({ type: 'Task', value: 'task-999999' }),
      );

      await expectAsync(followed).toBeRejectedWith(
        jasmine.objectContaining({ type: 'ManagedObjectNotFound' }),
      );
    });

    it('finds the tasks on an entity, ended or not, newest first', async () => {
      const { tasks, ioFilters } = subject.connection;
      const first = await create();
      const { url, trust } = subject.bundle;
      const install = await ioFilters.install(subject.cluster, url, trust);
      await endOf(tasks, install);

      const recent = await tasks.recentOn(subject.cluster, LONG_AGO);

      expect(recent.map((task) => task.ref)).toEqual([install, first]);
      expect(recent.map((task) => task.descriptionId)).toEqual([
        'IoFilterManager.installIoFilter',
        subject.taskTypeId,
      ]);
    });

    it('finds no tasks on another entity', async () => {
      await create();

      expect(await subject.connection.tasks.recentOn(subject.partnerCluster, LONG_AGO)).toEqual([]);
    });

    it('leaves out tasks that were queued before the given time', async () => {
      const { tasks } = subject.connection;
      const task = await create();
      const { queueTime } = await firstValueFrom(tasks.follow(task));

      const later = new Date(Date.parse(queueTime) + 60_000);

      expect(await tasks.recentOn(subject.cluster, later)).toEqual([]);
    });
  });
}
