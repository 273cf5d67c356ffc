import { bundleFlavorFor, esxiSupport } from './support-matrix.ts';

describe('the kit for a cluster', () => {
  const rows: readonly (readonly [readonly (string | null)[], 'vaio7' | 'vaio8' | null])[] = [
    [['7.0.0'], 'vaio7'],
    [['7.0.3', '7.0.3'], 'vaio7'],
    [['8.0.0'], 'vaio8'],
    [['8.0.3', '8.0.2'], 'vaio8'],
    [['8.0.3.00400'], 'vaio8'],
    [['7.0.3', '8.0.3'], 'vaio7'],
    [['8.0.3', null], 'vaio8'],
    [['7.0.3', '9.0.0'], null],
    [['6.7.0', '8.0.3'], null],
    [['6.7.0'], null],
    [['8.0.4'], null],
    [['8.1.0'], null],
    [['9.0.0'], null],
    [[null], null],
    [[], null],
  ];
  for (const [versions, flavor] of rows)
    it(`with hosts of [${versions.map((version) => version ?? 'unknown').join(', ')}] is ${flavor ?? 'none'}`, () => {
      expect(bundleFlavorFor(versions)).toBe(flavor);
    });
});

describe('a host', () => {
  const rows = [
    ['6.7.3', 'tooOld'],
    ['7.0.0', 'supported'],
    ['8.0.3', 'supported'],
    ['8.0.3-99999999', 'supported'],
    ['8.0.4', 'tooNew'],
    ['9.0.0', 'tooNew'],
    [null, 'unknown'],
  ] as const;
  for (const [version, support] of rows)
    it(`of ESXi ${version ?? 'nobody knows'} is ${support}`, () => {
      expect(esxiSupport(version)).toBe(support);
    });
});
