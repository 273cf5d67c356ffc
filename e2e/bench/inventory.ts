import { setTimeout as sleep } from 'node:timers/promises';
import type { Inventory } from '../../plugin-server/src/contract/cluster.ts';
import type {
  VmFilterChoices,
  VmPage,
  VmQuery,
  VmSelection,
} from '../../plugin-server/src/contract/virtual-machine.ts';
import type { BenchClient } from './bench-client.ts';
import { rounded, spreadOf } from './bench-report.ts';
import type { BenchResult, Spread } from './bench-report.ts';
import { BenchVcenter } from './inventory-bed.ts';
import type { BenchServer } from './inventory-bed.ts';
import { questionsAbout } from './inventory-questions.ts';
import { memoryMiB } from './process-memory.ts';

const CLUSTERS = 20;
const MACHINES = 20_000;
const FEW_MACHINES = 2_000;
const SHORT_MACHINES = 4_000;
/** A list of that age is read anew at the next question. */
const LIST_AGE_MS = 30_500;

/** A server that starts opens its session at vCenter, whether anybody asks or not; the first question may overtake that. */
const OPENING = ['GET /sdk/vimServiceVersions.xml', 'RetrieveServiceContent', 'Login', 'Logout'];

/** What one life of a server process showed. */
interface Life {
  readonly firstMs: number;
  readonly calls: number;
  /** Right after the first page, while the rest is still being read. */
  readonly early: readonly number[];
  readonly pages: readonly number[];
  readonly searches: readonly number[];
  readonly sorts: readonly number[];
  readonly filters: readonly number[];
  readonly selections: readonly number[];
  readonly selected: number;
  /** While the server reads the whole list anew. */
  readonly renewing: readonly number[];
  readonly readAheadSeconds: number;
  readonly memoryMiB: number;
}

/**
 * How fluent step 2 of the wizard is with 20 clusters of 16 hosts and 20,000 virtual machines: the first page by a server that has just been
 * started, everything after it, and how the number of calls to vCenter depends on the number of machines.
 * @param tell called with each measurement, for people
 */
export async function benchInventory(
  options: { readonly short: boolean },
  tell: (line: string) => void,
): Promise<BenchResult> {
  const machines = options.short ? SHORT_MACHINES : MACHINES;
  const few = await measured({ machines: FEW_MACHINES, lives: 1 }, tell);
  const many = await measured({ machines, lives: options.short ? 1 : 5 }, tell);
  const all = (times: (life: Life) => readonly number[]): readonly number[] => many.flatMap(times);
  const first = spreadOf(many.map(({ firstMs }) => firstMs));
  const later = all(laterOf);
  const early = all((life) => life.early);
  const selections = all((life) => life.selections);
  const [fewCalls, calls] = [few, many].map((lives) =>
    Math.max(...lives.map((life) => life.calls)),
  );
  return {
    bench: 'inventory',
    figures: {
      machines,
      firstPageMs: first,
      earlyMs: spreadOf(early),
      ...kindsOf(many),
      whileRenewedMs: spreadOf(all((life) => life.renewing)),
      laterP95Ms: percentile(later, 95),
      selected: many[0]?.selected ?? 0,
      selectionMs: spreadOf(selections),
      callsForFirstPage: calls ?? 0,
      callsForFirstPageOfFew: fewCalls ?? 0,
      readAheadSeconds: spreadOf(many.map((life) => life.readAheadSeconds)),
      memoryMiB: spreadOf(many.map((life) => life.memoryMiB)),
    },
    targets: {
      firstPageMs: { figure: first.max, atMost: 1500 },
      earlyMaxMs: { figure: spreadOf(early).max, atMost: 100 },
      laterMaxMs: { figure: spreadOf(later).max, atMost: 100 },
      selectionMaxMs: { figure: spreadOf(selections).max, atMost: 300 },
      moreCallsForMoreMachines: { figure: (calls ?? 0) - (fewCalls ?? 0), atMost: 0 },
    },
  };
}

/** The later questions by their kind. */
function kindsOf(lives: readonly Life[]): Readonly<Record<string, Spread>> {
  return {
    pageMs: spreadOf(lives.flatMap((life) => life.pages)),
    searchMs: spreadOf(lives.flatMap((life) => life.searches)),
    sortMs: spreadOf(lives.flatMap((life) => life.sorts)),
    filterMs: spreadOf(lives.flatMap((life) => life.filters)),
  };
}

function laterOf(life: Life): readonly number[] {
  return [...life.pages, ...life.searches, ...life.sorts, ...life.filters, ...life.renewing];
}

async function measured(
  { machines, lives }: { readonly machines: number; readonly lives: number },
  tell: (line: string) => void,
): Promise<readonly Life[]> {
  const vcenter = await BenchVcenter.start({ clusters: CLUSTERS, vms: machines / CLUSTERS });
  try {
    await warmUp(vcenter);
    const found: Life[] = [];
    for (let life = 1; life <= lives; life += 1) {
      const server = await vcenter.startServer();
      try {
        const one = await liveOnce(vcenter, server);
        tell(describeLife(machines, one));
        found.push(one);
      } finally {
        await server.close();
      }
    }
    return found;
  } finally {
    await vcenter.close();
  }
}

/** A vCenter has run for long when a plug-in server is started on it; the server of this question is never measured. */
async function warmUp(vcenter: BenchVcenter): Promise<void> {
  const server = await vcenter.startServer();
  try {
    await server.client.ask<VmPage>('vms/query', {});
  } finally {
    await server.close();
  }
}

async function liveOnce(vcenter: BenchVcenter, { client, pid }: BenchServer): Promise<Life> {
  await vcenter.clearCalls();
  const first = await client.ask<VmPage>('vms/query', {});
  const calls = (await vcenter.calls()).filter(({ method }) => !OPENING.includes(method)).length;
  const { total } = first.body;
  const early = await timesOf(client, [
    { offset: total / 2 },
    { filter: { search: 'app' } },
    { sort: { by: 'host' } },
    { offset: total - 50 },
    { sort: { by: 'cluster', descending: true } },
  ]);
  const begun = performance.now();
  await disksRead(client);
  const readAheadSeconds = (performance.now() - begun) / 1000;
  const { clusters } = (await client.ask<Inventory>('inventory')).body;
  const choices = (await client.ask<VmFilterChoices>('vms/filters')).body;
  const ids = clusters.map(({ id }) => id);
  const questions = questionsAbout(total, ids, choices);
  const selection = await selections(client, ids);
  return {
    firstMs: first.ms,
    calls,
    early,
    pages: await timesOf(client, questions.pages),
    searches: await timesOf(client, questions.searches),
    sorts: await timesOf(client, questions.sorts),
    filters: await timesOf(client, questions.filters),
    ...selection,
    renewing: await timesWhileRenewed(client),
    readAheadSeconds,
    memoryMiB: await memoryMiB(pid),
  };
}

async function timesOf(
  client: BenchClient,
  queries: readonly VmQuery[],
): Promise<readonly number[]> {
  const times: number[] = [];
  for (const query of queries) times.push((await client.ask<VmPage>('vms/query', query)).ms);
  return times;
}

/** Pages on until the server shows a newer list, which it reads when the present one is half a minute old. */
async function timesWhileRenewed(client: BenchClient): Promise<readonly number[]> {
  const times: number[] = [];
  const { asOf, total } = (await client.ask<VmPage>('vms/query', {})).body;
  await sleep(Math.max(0, Date.parse(asOf) + LIST_AGE_MS - Date.now()));
  for (let page = 0; ; page += 1) {
    const offset = (page * 50) % total;
    const { ms, body } = await client.ask<VmPage>('vms/query', { offset });
    times.push(ms);
    if (body.asOf !== asOf) return times;
    await sleep(10);
  }
}

/** Selects all that can be chosen on so many clusters that they are 10,000 or more, several times. */
async function selections(
  client: BenchClient,
  clusterIds: readonly string[],
): Promise<Pick<Life, 'selections' | 'selected'>> {
  const filter = { clusterIds: clusterIds.slice(0, 13) };
  const times: number[] = [];
  let selected = 0;
  for (let run = 0; run < 5; run += 1) {
    const { ms, body } = await client.ask<VmSelection>('vms/selection', { filter });
    times.push(ms);
    selected = body.vms.length;
  }
  return { selections: times, selected };
}

/** Waits until the server has read the disks of all machines in the background. */
async function disksRead(client: BenchClient): Promise<void> {
  for (;;) {
    const { body } = await client.ask<VmPage>('vms/query', { limit: 1 });
    if (body.disksPending === 0) return;
    await sleep(1000);
  }
}

function describeLife(machines: number, life: Life): string {
  const text = (spread: Spread): string =>
    `${spread.median.toFixed(0)} (at most ${spread.max.toFixed(0)})`;
  return `${machines} machines: first page ${life.firstMs.toFixed(0)} ms with ${life.calls} calls, next ones ${text(spreadOf(life.early))} ms, later ones ${text(spreadOf(laterOf(life)))} ms, ${life.selected} selected in ${text(spreadOf(life.selections))} ms, ${life.memoryMiB.toFixed(0)} MiB`;
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return rounded(sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? 0);
}
