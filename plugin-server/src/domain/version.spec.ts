import {
  compareEsxiVersions,
  compareProductVersions,
  lowestEsxiVersion,
  parseEsxiVersion,
  productVersion,
} from './version.ts';

describe('an ESXi version', () => {
  const readable: readonly (readonly [string, string])[] = [
    ['7.0.0', '7.0.0'],
    ['7.0.3', '7.0.3'],
    ['8.0', '8.0.0'],
    ['8.0.3', '8.0.3'],
    ['8.0.3.00400', '8.0.3'],
    ['8.0.3-24022510', '8.0.3'],
    ['9.0.0.0', '9.0.0'],
    ['  8.0.2 ', '8.0.2'],
  ];
  for (const [text, expected] of readable)
    it(`"${text}" is read as ${expected}`, () => {
      const version = parseEsxiVersion(text);

      expect([version?.major, version?.minor, version?.patch].join('.')).toBe(expected);
    });

  for (const text of ['', 'unknown', '8', 'v8.0.3', '8.x', '8.0.3abc'])
    it(`"${text}" is not taken for a version`, () => {
      expect(parseEsxiVersion(text)).toBeNull();
    });

  const ordered = [
    '6.7.3',
    '7.0.0',
    '7.0.3',
    '8.0.0',
    '8.0.2',
    '8.0.3',
    '8.1.0',
    '9.0.0',
    '10.0.0',
  ];
  it('is ordered by numbers, not by letters', () => {
    const sorted = [...ordered].reverse().sort((a, b) => {
      const left = parseEsxiVersion(a);
      const right = parseEsxiVersion(b);
      return left === null || right === null ? 0 : compareEsxiVersions(left, right);
    });

    expect(sorted).toEqual(ordered);
  });

  it('is the lowest among those that are known', () => {
    expect(lowestEsxiVersion(['8.0.3', null, '7.0.3', 'unknown', '8.0.0'])).toBe('7.0.3');
  });

  it('has no lowest when none is known', () => {
    expect(lowestEsxiVersion([null, 'unknown'])).toBeNull();
  });
});

describe('the product version of a filter', () => {
  for (const [vib, product] of [
    ['1.2.0-1OEM.800.1.0.20613240', '1.2.0'],
    ['1.2.0', '1.2.0'],
    [' 1.2.0-1', '1.2.0'],
  ] as const)
    it(`of "${vib}" is ${product}`, () => {
      expect(productVersion(vib)).toBe(product);
    });

  const rows: readonly (readonly [string, '<' | '=' | '>', string])[] = [
    ['1.2.0-1OEM.700.1.0.15843807', '=', '1.2.0-1OEM.800.1.0.20613240'],
    ['1.2.0', '=', '1.2.0-1OEM.800.1.0.20613240'],
    ['1.1.0-1OEM.800.1.0.20613240', '<', '1.2.0-1OEM.700.1.0.15843807'],
    ['1.9.0', '<', '1.10.0'],
    ['1.2', '<', '1.2.0'],
    ['1.2.1', '>', '1.2.0'],
    ['2.0.0', '>', '1.99.99'],
    ['1.2.0b2', '<', '1.2.0b10'],
    ['1.2.0', '<', '1.2.0b1'],
    ['1.2.a', '<', '1.2.b'],
  ];
  for (const [left, sign, right] of rows)
    it(`${left} ${sign} ${right}`, () => {
      expect(Math.sign(compareProductVersions(left, right))).toBe(
        { '<': -1, '=': 0, '>': 1 }[sign],
      );
    });
});
