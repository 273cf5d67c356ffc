/** How many tests of a suite ended in which way. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 };

/** The sum of counts. */
export function sum(all: readonly Counts[]): Counts {
  return all.reduce(
    (total, counts) => ({
      passed: total.passed + counts.passed,
      failed: total.failed + counts.failed,
      skipped: total.skipped + counts.skipped,
    }),
    noCounts,
  );
}

const PLAIN = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm;
const JASMINE = /^(?:Ran \d+ of )?(\d+) specs?, (\d+) failures?(?:, (\d+) pending specs?)?$/gm;

/** What a suite's output says about its tests: the last closing line of the plain form or of jasmine's; undefined when there is none. */
export function readCounts(output: string): Counts | undefined {
  const plain = [...output.matchAll(PLAIN)].at(-1);
  if (plain !== undefined) {
    const [, passed, failed, skipped] = plain;
    return { passed: Number(passed), failed: Number(failed), skipped: Number(skipped ?? 0) };
  }
  const jasmine = [...output.matchAll(JASMINE)].at(-1);
  if (jasmine === undefined) return undefined;
  const [, specs, failures, pending] = jasmine;
  const [failed, skipped] = [Number(failures), Number(pending ?? 0)];
  return { passed: Math.max(0, Number(specs) - failed - skipped), failed, skipped };
}

/**
 * The counts of a finished suite. A suite that ended badly, said nothing or ran nothing has failed at least once, whatever it counted.
 */
export function countsOfSuite(code: number, output: string): Counts {
  const counts = readCounts(output) ?? noCounts;
  const ranNothing = counts.passed + counts.failed + counts.skipped === 0;
  if ((code !== 0 || ranNothing) && counts.failed === 0) return { ...counts, failed: 1 };
  return counts;
}

/** The one closing line of a run. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}

/** The exit status of a run: failures and empty runs fail it, and where everything has to be there (CI) skipped tests do too. */
export function exitCodeOf({ passed, failed, skipped }: Counts, skipsFail: boolean): 0 | 1 {
  if (failed > 0 || passed === 0) return 1;
  return skipsFail && skipped > 0 ? 1 : 0;
}
