import {
  allProfiles,
  aProfile,
  BOOK,
  capability,
  ourRule,
  POLICY_NAME,
  profiles,
} from '../../testing/policy-builders.ts';
import { PolicyBook } from './policy-book.ts';
import { combine } from './policy-composition.ts';
import type { Composition } from './policy-composition.ts';
import { combinationObstacles } from './policy-conflicts.ts';
import type { StorageProfile } from './storage-profile.ts';

const book = new PolicyBook(allProfiles, BOOK);

/** The kind, and what stands against it. */
function inShort(composition: Composition): string {
  if (composition.kind !== 'refused') return composition.kind;
  return `refused ${composition.obstacles.map(({ code }) => code).join(', ')}`;
}

const LATER = 'Later changes of';
const rows: readonly (readonly [string, StorageProfile, string, readonly string[]])[] = [
  ['vSAN default', profiles.vsan, 'spec', [LATER]],
  ['several rule sets', profiles.twoSites, 'spec', [LATER, '2 rule sets; each gets the filter']],
  ['vVol without requirements', profiles.vvol, 'filterOnly', ['has no rules']],
  ['vVol replication', profiles.vvolReplicated, 'refused vvolReplication', []],
  [
    'replication by a component of storage',
    profiles.replicatedByComponent,
    'refused vvolReplication',
    [],
  ],
  ['tags, some turned round', profiles.tags, 'spec', [LATER]],
  ['VM Encryption Policy as it comes', profiles.encryption, 'refused encryptionOrder', []],
  [
    'encryption that allows filters before it',
    profiles.openEncryption,
    'spec',
    [LATER, 'stay encrypted'],
  ],
  ['encryption without a component', profiles.inlineEncryption, 'refused encryptionOrder', []],
  [
    'encryption without a component that allows filters before it',
    profiles.openInlineEncryption,
    'spec',
    [LATER, 'stay encrypted'],
  ],
  ['persistent memory', profiles.pmem, 'refused persistentMemory', []],
  ['storage I/O control', profiles.ioControl, 'spec', [LATER]],
  ['a cache filter', profiles.cache, 'spec', [LATER]],
  ['another replication filter', profiles.otherReplication, 'refused otherFilterOfClass', []],
  ['a rule of an unknown type', profiles.unknown, 'refused unknownRule', []],
  ['a component that is gone', profiles.lostComponent, 'spec', [LATER, 'cannot be read']],
  ['the policy of the filter', profiles.own, 'alreadyUses', []],
  ['a policy with the component of the filter', profiles.byComponent, 'alreadyUses', []],
  ['a policy that is combined already', profiles.combined, 'alreadyUses', []],
  ['the component of the filter', profiles.ownComponent, 'alreadyUses', []],
];

describe('combining a policy with the filter', () => {
  for (const [what, base, expected, warnings] of rows)
    it(`is "${expected}" for ${what}`, () => {
      const composition = combine(base, capability, book);

      expect(inShort(composition)).toBe(expected);
      const said = 'warnings' in composition ? composition.warnings : [];
      expect(said.length).toBe(warnings.length);
      warnings.forEach((words, index) => expect(said[index]).toContain(words));
    });

  for (const [what, base, expected] of rows.filter(([, , kind]) => kind === 'spec'))
    it(`keeps every rule of ${what} as it was, and adds the filter to each set (${expected})`, () => {
      const composition = combine(base, capability, book);

      if (composition.kind !== 'spec') throw new Error('There is no policy.');
      const { ruleSets } = composition.spec;
      expect(ruleSets.map(({ rules }) => rules.slice(0, -1))).toEqual(
        base.ruleSets.map(({ rules }) => [...rules]),
      );
      expect(ruleSets.map(({ rules }) => rules.at(-1))).toEqual(ruleSets.map(() => ourRule));
    });

  it('names the combination after both policies, and anew where that name is taken', () => {
    const names = [profiles.vsan, profiles.tags].map((base) => {
      const composition = combine(base, capability, book);
      return composition.kind === 'spec' ? composition.spec.name : null;
    });

    expect(names).toEqual([
      `vSAN Default Storage Policy + ${POLICY_NAME} (2)`,
      `tags + ${POLICY_NAME}`,
    ]);
  });

  it('is refused with every reason at once, each with a remedy', () => {
    const both = aProfile('both', [
      ...profiles.encryption.ruleSets,
      ...profiles.otherReplication.ruleSets,
    ]);

    const composition = combine(both, capability, book);

    const obstacles = composition.kind === 'refused' ? composition.obstacles : [];
    expect(obstacles.map(({ code }) => code)).toEqual(['encryptionOrder', 'otherFilterOfClass']);
    for (const { reason, remedy } of obstacles) {
      expect(reason).toMatch(/^The storage policy both .*[.]$/);
      expect(remedy).toMatch(/^[A-Z].*[.]$/);
    }
  });

  it('names the component in which encryption has to be changed', () => {
    const [obstacle] = combinationObstacles(
      profiles.encryption,
      { name: BOOK.filterName, filterClass: 'REPLICATION' },
      book.byId,
    );

    expect(obstacle?.remedy).toContain('in the component closed-encryption');
  });

  const classes: readonly (readonly [string | null, StorageProfile, string])[] = [
    ['replication', profiles.otherReplication, 'otherFilterOfClass'],
    ['cache', profiles.otherReplication, ''],
    ['cache', profiles.cache, 'otherFilterOfClass'],
    ['cache', profiles.vvolReplicated, ''],
    [null, profiles.otherReplication, ''],
    [null, profiles.vvolReplicated, 'vvolReplication'],
    ['datastoreIoControl', profiles.ioControl, 'otherFilterOfClass'],
  ];
  for (const [filterClass, base, expected] of classes)
    it(`finds "${expected}" against a filter of the class ${filterClass ?? '(unknown)'} beside ${base.name}`, () => {
      const filter = { name: BOOK.filterName, filterClass };

      const codes = combinationObstacles(base, filter, book.byId).map(({ code }) => code);

      expect(codes.join(', ')).toBe(expected);
    });
});
