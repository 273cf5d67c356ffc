import { counted } from './counted.ts';

describe('a number with its noun', () => {
  const rows: readonly [count: number, text: string][] = [
    [0, '0 virtual machines'],
    [1, '1 virtual machine'],
    [2, '2 virtual machines'],
    [12_000, '12,000 virtual machines'],
  ];

  for (const [count, text] of rows)
    it(`reads "${text}"`, () => {
      expect(counted(count, 'virtual machine')).toBe(text);
    });
});
