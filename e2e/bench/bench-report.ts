import { cpus, totalmem } from 'node:os';

/** A figure that was measured more than once. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** A bound that a figure has to keep. */
export interface Target {
  readonly figure: number;
  readonly atMost: number;
}

/** What a benchmark found. */
export interface BenchResult {
  readonly bench: string;
  readonly figures: Readonly<Record<string, number | Spread>>;
  readonly targets: Readonly<Record<string, Target>>;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[middle - 1], sorted[middle]];
  return {
    median: rounded(sorted.length % 2 === 0 ? (low + high) / 2 : high),
    min: rounded(sorted[0] ?? 0),
    max: rounded(sorted.at(-1) ?? 0),
  };
}

export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Whether every target is kept. */
export function isOk({ targets }: BenchResult): boolean {
  return Object.values(targets).every(({ figure, atMost }) => figure <= atMost);
}

/** One line for each figure and target, for people. */
export function describeResult({ figures, targets }: BenchResult): readonly string[] {
  const measured = Object.entries(figures).map(([name, value]) =>
    typeof value === 'number'
      ? `  ${name}: ${value}`
      : `  ${name}: ${value.median} (${value.min} to ${value.max})`,
  );
  const judged = Object.entries(targets).map(
    ([name, { figure, atMost }]) =>
      `  ${figure <= atMost ? 'kept' : 'MISSED'}: ${name} is ${figure}, at most ${atMost} is wanted`,
  );
  return [...measured, ...judged];
}

/** The whole result in one line of JSON. */
export function jsonOf(result: BenchResult): string {
  const [cpu] = cpus();
  const machine = {
    cpus: cpus().length,
    model: cpu?.model ?? 'unknown',
    memoryGiB: rounded(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
  const { bench, figures, targets } = result;
  return JSON.stringify({ bench, machine, figures, targets, ok: isOk(result) });
}
