import type { PolicyMemory, RecordedPolicy } from '../../src/ports/policy-memory.ts';

const VC_GUID = '11111111-2222-3333-4444-555555555555';

function owner(activityId: string, clusterId = 'domain-c1') {
  return { vcGuid: VC_GUID, clusterId, activityId };
}

function aRow(
  vmId: string,
  changes: Partial<RecordedPolicy> = {},
): Omit<RecordedPolicy, 'activityId'> {
  return {
    vm: { type: 'VirtualMachine', value: vmId },
    diskKey: 2000,
    vmName: `name of ${vmId}`,
    profileId: 'profile-1',
    profileName: 'Replicated',
    recordedAt: '2025-03-01T10:00:00.000Z',
    ...changes,
  };
}

/** What every implementation of PolicyMemory does. */
export function describePolicyMemory(name: string, makeMemory: () => PolicyMemory): void {
  describe(`${name}: policy memory`, () => {
    let memory: PolicyMemory;

    beforeEach(() => {
      memory = makeMemory();
    });

    it('gives back what was recorded', () => {
      memory.record(owner('a'), [aRow('vm-1')]);

      expect(memory.recorded(VC_GUID, 'domain-c1')).toEqual([{ ...aRow('vm-1'), activityId: 'a' }]);
    });

    it('remembers a disk that was under no policy', () => {
      memory.record(owner('a'), [aRow('vm-1', { profileId: null, profileName: null })]);

      expect(memory.recorded(VC_GUID, 'domain-c1')[0]?.profileId).toBeNull();
    });

    it('keeps the first record of a disk that the same activity records again', () => {
      memory.record(owner('a'), [aRow('vm-1')]);
      memory.record(owner('a'), [aRow('vm-1', { profileId: null }), aRow('vm-2')]);

      const rows = memory.recorded(VC_GUID, 'domain-c1');

      expect(rows.map(({ vm, profileId }) => [vm.value, profileId])).toEqual([
        ['vm-1', 'profile-1'],
        ['vm-2', 'profile-1'],
      ]);
    });

    it('tells the newest activity first', () => {
      memory.record(owner('a'), [aRow('vm-1')]);
      memory.record(owner('b'), [aRow('vm-1', { recordedAt: '2025-03-02T10:00:00.000Z' })]);

      expect(memory.recorded(VC_GUID, 'domain-c1').map(({ activityId }) => activityId)).toEqual([
        'b',
        'a',
      ]);
    });

    it('keeps clusters and vCenters apart', () => {
      memory.record(owner('a', 'domain-c2'), [aRow('vm-1')]);

      expect(memory.recorded(VC_GUID, 'domain-c1')).toEqual([]);
      expect(memory.recorded('99999999', 'domain-c2')).toEqual([]);
    });
  });
}
