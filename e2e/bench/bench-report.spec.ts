import { describeResult, isOk, jsonOf, spreadOf } from './bench-report.ts';

const result = {
  bench: 'sample',
  figures: { ratio: { median: 1.02, min: 1.01, max: 1.03 }, count: 5 },
  targets: { ratio: { figure: 1.02, atMost: 1.05 } },
};

describe('The result of a benchmark', () => {
  it('gives median, least and greatest of what was measured several times', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
    expect(spreadOf([1, 2])).toEqual({ median: 1.5, min: 1, max: 2 });
  });

  it('is good when every target is kept, and only then', () => {
    const missed = { ...result, targets: { ratio: { figure: 1.06, atMost: 1.05 } } };

    expect([isOk(result), isOk(missed)]).toEqual([true, false]);
  });

  it('is told to people line by line', () => {
    expect(describeResult(result)).toEqual([
      '  ratio: 1.02 (1.01 to 1.03)',
      '  count: 5',
      '  kept: ratio is 1.02, at most 1.05 is wanted',
    ]);
  });

  it('is told to programs in one line', () => {
    const parsed = JSON.parse(jsonOf(result)) as Record<string, unknown>;

    expect(Object.keys(parsed)).toEqual(['bench', 'machine', 'figures', 'targets', 'ok']);
    expect(parsed['ok']).toBe(true);
  });
});
