import type {
  FilterCapability,
  PolicyRule,
  PolicyValue,
  ProfileSpec,
  StorageProfile,
} from '../../src/domain/storage-profile.ts';
import { assign, endOf } from './vcenter-subject.ts';
import type { MakeSubject, VcenterSubject } from './vcenter-subject.ts';

const text = (xsdType: string, value: string): PolicyValue => ({
  kind: 'text',
  xsdType,
  text: value,
});

/** A rule of storage, which vCenter takes as it is. */
function storageRule(id: string, value: PolicyValue, operator: string | null = null): PolicyRule {
  return { namespace: 'com.example.storage', id, constraints: [[{ id, operator, value }]] };
}

/** A value of each kind that rules have. */
const RULES: readonly PolicyRule[] = [
  storageRule('int', text('int', '1')),
  storageRule('long', text('long', '4398046511104')),
  storageRule('boolean', text('boolean', 'false')),
  storageRule('string', text('string', 'a <b> & c')),
  storageRule('range', { kind: 'range', min: text('int', '1'), max: text('int', '5') }),
  storageRule('span', { kind: 'timeSpan', value: 15, unit: 'MINUTES' }),
  storageRule('tags', { kind: 'set', values: [text('string', 'a'), text('string', 'b')] }, 'NOT'),
];

function spec(changes: Partial<ProfileSpec> = {}): ProfileSpec {
  return {
    name: 'A policy of ours',
    description: 'What it is for',
    ruleSets: [
      { name: 'First', rules: RULES, forceProvision: false },
      { name: 'Second', rules: RULES.slice(0, 1), forceProvision: null },
    ],
    ...changes,
  };
}

/** A rule set that asks for what a capability has by default. */
function ruleSetFrom(capability: FilterCapability): ProfileSpec['ruleSets'] {
  const { namespace, id, properties } = capability;
  const values = properties.flatMap((property) => {
    const value = property.defaultValue ?? property.firstAllowed;
    return value === null ? [] : [{ id: property.id, operator: null, value }];
  });
  const rules = [{ namespace, id, constraints: [values] }];
  return [{ name: 'Filter', rules, forceProvision: null }];
}

/** What every implementation of StoragePolicies does with the policies themselves. */
export function describePolicyContents(name: string, makeSubject: MakeSubject): void {
  describe(`${name}: storage policies`, () => {
    let subject: VcenterSubject;

    beforeEach(async () => {
      subject = await makeSubject();
    });
    afterEach(() => subject.close());

    const find = async (profileId: string): Promise<StorageProfile | undefined> => {
      const profiles = await subject.connection.storagePolicies.profiles();
      return profiles.find((profile) => profile.profileId === profileId);
    };
    const ourCapability = async (): Promise<FilterCapability> => {
      const capabilities = await subject.connection.storagePolicies.filterCapabilities();
      const ours = capabilities.find(({ namespace }) => namespace === subject.bundle.name);
      if (ours === undefined) throw new Error('The filter has not published anything.');
      return ours;
    };

    it('tells the policy of a filter by the namespace of its rule', async () => {
      const profile = await find(subject.protected.policy.id);

      expect(profile?.category).toBe('REQUIREMENT');
      expect(profile?.name).toBe(subject.protected.policy.name);
      const namespaces = profile?.ruleSets.flatMap(({ rules }) => rules.map((r) => r.namespace));
      expect(namespaces).toEqual([subject.bundle.name]);
    });

    it('tells what a filter has published, with a value for each property', async () => {
      const capability = await ourCapability();

      expect(capability.id).toBe(`${subject.bundle.name}@REPLICATION`);
      expect(capability.filterClass).toBe('REPLICATION');
      expect(capability.properties.length).toBeGreaterThan(0);
      for (const { defaultValue, firstAllowed } of capability.properties)
        expect(defaultValue ?? firstAllowed).not.toBeNull();
    });

    it('makes a policy whose rules are read as they were written', async () => {
      const profileId = await subject.connection.storagePolicies.create(spec());

      const { name: made, description, ruleSets } = spec();
      expect(await find(profileId)).toEqual({
        profileId,
        name: made,
        description,
        category: 'REQUIREMENT',
        ruleSets,
        lineOfService: null,
        systemCreatedType: null,
      });
    });

    it('makes a policy of what a filter has published, which attaches the filter', async () => {
      const { connection } = subject;
      const { vm, diskKey } = subject.protected.disk;
      const ruleSets = ruleSetFrom(await ourCapability());
      const profileId = await connection.storagePolicies.create(spec({ ruleSets }));

      const policy = { kind: 'defined', profileId } as const;
      const task = await assign(connection, vm, [{ diskKey, policy }]);

      expect((await endOf(connection.tasks, task)).state).toBe('success');
      const [machine] = await connection.vms.disks([vm]);
      const disk = machine?.disks.find(({ key }) => key === diskKey);
      expect(disk?.filterIds.length).toBe(1);
    });

    it('refuses a second policy of the same name', async () => {
      const { storagePolicies } = subject.connection;
      await storagePolicies.create(spec());

      await expectAsync(storagePolicies.create(spec())).toBeRejectedWith(
        jasmine.objectContaining({ type: 'PbmDuplicateName' }),
      );
    });

    it('refuses a policy of a filter that has published nothing', async () => {
      const capability = { ...(await ourCapability()), namespace: 'nobody', id: 'nobody@CACHE' };
      const made = subject.connection.storagePolicies.create(
        spec({ ruleSets: ruleSetFrom(capability) }),
      );

      await expectAsync(made).toBeRejectedWith(
        jasmine.objectContaining({ type: 'InvalidArgument' }),
      );
    });

    it('changes only what it is told to change', async () => {
      const { storagePolicies } = subject.connection;
      const profileId = await storagePolicies.create(spec());

      await storagePolicies.update(profileId, { name: 'Another name' });
      const renamed = await find(profileId);
      await storagePolicies.update(profileId, { ruleSets: spec().ruleSets.slice(1) });

      expect([renamed?.name, renamed?.ruleSets]).toEqual(['Another name', spec().ruleSets]);
      expect((await find(profileId))?.ruleSets).toEqual(spec().ruleSets.slice(1));
    });

    it('deletes a policy, and tells why it leaves one that is in use', async () => {
      const { storagePolicies } = subject.connection;
      const free = await storagePolicies.create(spec());
      const used = subject.protected.policy.id;

      const outcomes = await storagePolicies.remove([used, free]);

      expect(outcomes.map(({ profileId, fault }) => [profileId, fault?.faultType])).toEqual([
        [used, 'PbmResourceInUse'],
        [free, undefined],
      ]);
      expect(await find(free)).toBeUndefined();
      expect(await find(used)).toBeDefined();
    });

    it('finds the disks under some policies, and none for no policies', async () => {
      const { storagePolicies } = subject.connection;
      const { disk, policy } = subject.protected;

      const disks = await storagePolicies.disksUnder([policy.id]);

      expect(disks).toContain({ ...disk, profileId: policy.id });
      expect(disks.every(({ vm }) => vm.value !== subject.vm.value)).toBeTrue();
      expect(await storagePolicies.disksUnder([])).toEqual([]);
    });

    for (const check of [true, false]) {
      it(`tells the compliance of disks in their order, ${check ? 'anew' : 'as it was'}`, async () => {
        const { storagePolicies } = subject.connection;
        const free = { vm: subject.vm, diskKey: 2000 };
        const { disk } = subject.protected;

        const statuses = await storagePolicies.compliance([free, disk], { check });

        expect(statuses).toEqual(['notApplicable', 'compliant']);
      });
    }

    it('tells that a disk is out of date once the rules of its policy were changed', async () => {
      const { storagePolicies } = subject.connection;
      const { disk, policy } = subject.protected;
      const ruleSets = ruleSetFrom(await ourCapability());

      await storagePolicies.update(policy.id, { ruleSets });

      expect(await storagePolicies.compliance([disk], { check: true })).toEqual(['outOfDate']);
    });
  });
}
