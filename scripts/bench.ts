import { benchActivities } from '../e2e/bench/activities.ts';
import { benchInventory } from '../e2e/bench/inventory.ts';
import { benchPolicies } from '../e2e/bench/policies.ts';
import { describeResult, isOk, jsonOf } from '../e2e/bench/bench-report.ts';
import type { BenchResult } from '../e2e/bench/bench-report.ts';
import { requireNode } from './setup/node-version.ts';

requireNode();

const HELP = `Measures the product against what would be ideal, on simulated vCenters.

Usage: npm run bench -- NAME [--json] [--short]

  NAME      activities   100 clusters through 10 slots, memory, and calls to vCenter
            inventory    20,000 virtual machines: first page, later ones, selection, memory
            policies     2,000 storage policies assigned, 16 at a time; none twice, faults by name
  --json    the last line of the output is the result as one JSON object
  --short   smaller and once only: to see that it works, not to measure

The exit status is 1 when a target is missed, 2 for a mistake on the command line.`;

type Bench = (
  options: { readonly short: boolean },
  tell: (line: string) => void,
) => Promise<BenchResult>;

const BENCHES: Readonly<Record<string, Bench>> = {
  activities: benchActivities,
  inventory: benchInventory,
  policies: benchPolicies,
};

async function main(words: readonly string[]): Promise<0 | 1 | 2> {
  const names = words.filter((word) => !word.startsWith('--'));
  const options = new Set(words.filter((word) => word.startsWith('--')));
  const [name = ''] = names;
  const bench = BENCHES[name];
  const isKnown = [...options].every((option) => ['--json', '--short'].includes(option));
  if (bench === undefined || names.length > 1 || !isKnown) {
    console.error(HELP);
    return 2;
  }
  const result = await bench({ short: options.has('--short') }, (line) => console.log(line));
  for (const line of [`${result.bench}:`, ...describeResult(result)]) console.log(line);
  if (options.has('--json')) console.log(jsonOf(result));
  return isOk(result) ? 0 : 1;
}

if (process.argv.includes('--help')) console.log(HELP);
else process.exitCode = await main(process.argv.slice(2));
