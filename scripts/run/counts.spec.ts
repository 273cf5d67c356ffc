import { closingLine, countsOfSuite, exitCodeOf, readCounts, sum } from './counts.ts';

describe('the counts of a suite', () => {
  it('are read from the closing line of jasmine', () => {
    expect(readCounts('....\n\n12 specs, 0 failures\nFinished in 1 second\n')).toEqual({
      passed: 12,
      failed: 0,
      skipped: 0,
    });
    expect(readCounts('1 spec, 1 failure, 0 pending specs\n')).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
    expect(readCounts('Ran 9 of 10 specs\n10 specs, 2 failures, 3 pending specs\n')).toEqual({
      passed: 5,
      failed: 2,
      skipped: 3,
    });
  });

  it('are read from a line of the plain form, of which the last one counts', () => {
    const output = '3 passed, 1 failed\nmore\n40 passed, 0 failed, 2 skipped\n';
    expect(readCounts(output)).toEqual({ passed: 40, failed: 0, skipped: 2 });
  });

  it('are not read from the middle of a line', () => {
    expect(readCounts('it said: 3 passed, 0 failed')).toBeUndefined();
  });

  it('hold a failure when the suite ended badly without naming one', () => {
    expect(countsOfSuite(3, '5 specs, 0 failures\n')).toEqual({ passed: 5, failed: 1, skipped: 0 });
  });

  it('hold a failure when nothing ran or nothing was said', () => {
    expect(countsOfSuite(0, '0 specs, 0 failures\n').failed).toBe(1);
    expect(countsOfSuite(0, 'good bye').failed).toBe(1);
  });
});

describe('the closing line of a run', () => {
  it('names skipped tests only when there are some', () => {
    expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });

  it('has the sums of all suites', () => {
    const total = sum([
      { passed: 3, failed: 0, skipped: 1 },
      { passed: 4, failed: 2, skipped: 0 },
    ]);
    expect(total).toEqual({ passed: 7, failed: 2, skipped: 1 });
  });
});

describe('the exit status of a run', () => {
  it('is bad after a failure and after no test at all', () => {
    expect(exitCodeOf({ passed: 9, failed: 1, skipped: 0 }, false)).toBe(1);
    expect(exitCodeOf({ passed: 0, failed: 0, skipped: 3 }, false)).toBe(1);
  });

  it('is bad for skipped tests only where everything has to run', () => {
    expect(exitCodeOf({ passed: 9, failed: 0, skipped: 1 }, false)).toBe(0);
    expect(exitCodeOf({ passed: 9, failed: 0, skipped: 1 }, true)).toBe(1);
  });
});
