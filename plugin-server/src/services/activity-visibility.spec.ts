import { sampleActivity } from '../../testing/sample-world.ts';
import type { Activity } from '../domain/activity.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { VimFault } from '../domain/vim-fault.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';
import { activityFilter } from './activity-visibility.ts';

const OTHER_USER: AuthenticatedUser = {
  userName: 'EXAMPLE\\bert',
  fullName: 'Bert',
  vcGuid: sampleActivity.vcGuid,
  sessionKey: 'key-of-bert',
};

/** An activity on one cluster with hosts of these numbers. */
function activityOn(...numbers: readonly number[]): Activity {
  const [cluster] = sampleActivity.clusters;
  const [host] = cluster?.hosts ?? [];
  if (cluster === undefined || host === undefined) throw new Error('The sample has no host.');
  const hosts = numbers.map((number) => ({ ...host, hostId: `host-${number}` }));
  return { ...sampleActivity, clusters: [{ ...cluster, hosts }] };
}

/** Grants everything on what is there, and refuses a question about what is gone as vCenter does. */
function privilegesWithout(...numbers: readonly number[]) {
  const gone = new Set(numbers.map((number) => `host-${number}`));
  const missingForSession = jasmine
    .createSpy('HasPrivilegeOnEntities')
    .and.callFake((_key: string, objects: readonly ManagedObjectReference[]) => {
      const obj = objects.find(({ value }) => gone.has(value));
      return obj === undefined
        ? Promise.resolve([])
        : Promise.reject(new VimFault('ManagedObjectNotFound', 'gone', { obj }));
    });
  return { missingForSession, missingForUser: () => Promise.resolve([]) };
}

describe('activityFilter', () => {
  it('leaves out hosts that are gone, and shows the rest', async () => {
    const show = await activityFilter(privilegesWithout(1, 2), OTHER_USER, [activityOn(1, 2, 3)]);
    const [cluster] = show(activityOn(1, 2, 3))?.clusters ?? [];
    expect(cluster?.hosts.map(({ hostId }) => hostId)).toEqual(['host-3']);
  });

  it('asks vCenter once, however many hosts are gone, when it has learned of them', async () => {
    const privileges = privilegesWithout(1, 2, 3, 4, 5);
    const activity = activityOn(1, 2, 3, 4, 5, 6);
    await activityFilter(privileges, OTHER_USER, [activity]);
    privileges.missingForSession.calls.reset();

    await activityFilter(privileges, OTHER_USER, [activity]);

    expect(privileges.missingForSession).toHaveBeenCalledTimes(1);
  });
});
