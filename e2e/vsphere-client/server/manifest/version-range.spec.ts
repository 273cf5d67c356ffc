import { compareVersions, versionInRange } from './version-range.ts';

describe('version ranges of a manifest', () => {
  const table: [string, string, boolean][] = [
    ['8.0.3', '[7.0,)', true],
    ['7.0', '[7.0,)', true],
    ['7.0', '(7.0,)', false],
    ['6.7.3', '[7.0,)', false],
    ['8.0', '(6.7,8.0]', true],
    ['8.0', '(6.7,8.0)', false],
    ['8.0.0.1', '(6.7,8.0]', false],
    ['5.5', '(,6.0]', true],
    ['8.0.3', '7.0', true],
    ['6.7', '7.0', false],
    ['10.0', '[9.0,)', true],
  ];
  for (const [version, range, fits] of table) {
    it(`${fits ? 'take' : 'refuse'} ${version} for ${range}`, () => {
      expect(versionInRange(version, range)).toBe(fits);
    });
  }

  it('compare numbers, not texts', () => {
    expect(compareVersions('1.10', '1.9')).toBeGreaterThan(0);
    expect(compareVersions('1.0', '1')).toBe(0);
  });
});
