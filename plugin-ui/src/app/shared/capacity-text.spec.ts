import { capacityText } from './capacity-text';

const GIB = 1024 ** 3;

describe('the size of a disk', () => {
  for (const [bytes, text] of [
    [0, '0 B'],
    [512 * 1024, '512 KB'],
    [40 * GIB, '40 GB'],
    [1.5 * 1024 * GIB, '1.5 TB'],
    [62 * 1024 * GIB, '62 TB'],
  ] as const) {
    it(`reads ${text} for ${bytes} bytes`, () => {
      expect(capacityText(bytes)).toBe(text);
    });
  }
});
