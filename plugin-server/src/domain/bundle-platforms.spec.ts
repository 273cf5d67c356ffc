import { platformMismatch, servesEsxi } from './bundle-platforms.ts';
import type { BundlePlatforms } from './bundle.ts';

function platforms(...patterns: readonly string[]): BundlePlatforms {
  return { patterns, from: null, below: null };
}

describe('The platforms of a bundle', () => {
  const table = [
    [['7.*', '8.*'], 'vaio7', null],
    [['7.0*'], 'vaio7', null],
    [['8.*'], 'vaio8', null],
    [['8.0'], 'vaio8', null],
    [['8.0.3'], 'vaio8', null],
    [['8.*'], 'vaio7', 'wrongFlavor'],
    [['7.*', '8.*'], 'vaio8', 'wrongFlavor'],
    [['*'], 'vaio8', 'wrongFlavor'],
    [['6.7*'], 'vaio7', 'platformUnsupported'],
    [['9.*'], 'vaio8', 'platformUnsupported'],
    [[], 'vaio8', 'noPlatform'],
  ] as const;
  for (const [patterns, flavor, mismatch] of table) {
    const given = `${patterns.join(' and ') || 'nothing'} given as ${flavor}`;
    it(`make ${mismatch ?? 'no difficulty'} of ${given}`, () => {
      expect(platformMismatch(platforms(...patterns), flavor)).toBe(mismatch);
    });
  }

  it('count only within the range of ESXi versions that the VIB depends on', () => {
    const narrow = { patterns: ['*'], from: '8.0.1', below: '8.0.3' };
    const served = ['7.0.3', '8.0.0', '8.0.1', '8.0.2', '8.0.3'].filter((version) =>
      servesEsxi(narrow, version),
    );
    expect(served).toEqual(['8.0.1', '8.0.2']);
    expect(platformMismatch(narrow, 'vaio8')).toBeNull();
  });
});
