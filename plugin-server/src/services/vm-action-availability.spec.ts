import { Problem } from '../domain/problem.ts';
import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import type { VmPolicyState } from './vm-list.ts';
import { VmActionAvailability } from './vm-action-availability.ts';
import type { VmPageReader } from './vm-use-cases.ts';

interface Known {
  readonly state: VmPolicyState;
  readonly eligible: boolean;
}

/** A list of machines that tells what is possible. */
function listOf(known: Readonly<Record<string, Known>>): Pick<VmPageReader, 'possibilities'> {
  return {
    possibilities: (_user, vmIds) =>
      Promise.resolve(
        vmIds.flatMap((vmId) => {
          const row = known[vmId];
          if (row === undefined) return [];
          const { state, eligible } = row;
          return [{ vmId, policyState: state, assignable: eligible, unassignable: eligible }];
        }),
      ),
  };
}

describe('What the menu of virtual machines offers', () => {
  const user = new FakeVcenter({ clusters: [] }).user('anna');
  const offered = async (known: Readonly<Record<string, Known>>, ...ids: readonly string[]) =>
    (await new VmActionAvailability(listOf(known)).vmActions(user, ids)).map(
      ({ vmId, assign, remove, blocked }) => [vmId, assign, remove, blocked],
    );

  it('follows from what machines have, and from what is possible', async () => {
    const known = {
      bare: { state: 'none', eligible: true },
      half: { state: 'some', eligible: true },
      done: { state: 'all', eligible: true },
      stuck: { state: 'none', eligible: false },
      held: { state: 'all', eligible: false },
    } as const;
    expect(await offered(known, 'bare', 'half', 'done', 'stuck', 'held', 'unknown')).toEqual([
      ['bare', true, false, false],
      ['half', true, true, false],
      ['done', false, true, false],
      ['stuck', false, false, true],
      ['held', false, false, true],
      ['unknown', false, false, true],
    ]);
  });

  it('is nothing but the explanation for who may not read storage policies', async () => {
    const refusing = { possibilities: () => Promise.reject(new Problem('notPermitted', 'No.')) };
    const rows = await new VmActionAvailability(refusing).vmActions(user, ['vm-1']);
    expect(rows).toEqual([{ vmId: 'vm-1', assign: false, remove: false, blocked: true }]);
  });

  it('is not made up when vCenter does not answer', async () => {
    const refusing = { possibilities: () => Promise.reject(new Error('away')) };
    await expectAsync(
      new VmActionAvailability(refusing).vmActions(user, ['vm-1']),
    ).toBeRejectedWithError('away');
  });
});
