import type { ClusterFacts, ClusterFilter } from '../domain/inventory-facts.ts';
import { isFault } from '../domain/vim-fault.ts';
import { entityOf } from './cluster-run.ts';
import type { ClusterRun } from './cluster-run.ts';
import { isFilterTask, LOOK_BACK_MS } from './operation.ts';

/** What vCenter tells of a cluster before anything is asked for. */
export interface Sight {
  /** Null when the cluster is not there. */
  readonly facts: ClusterFacts | null;
  readonly filters: readonly ClusterFilter[];
  /** Tasks of filter operations on what is worked on, whoever asked for them. */
  readonly filterTaskIds: readonly string[];
}

type Asking = Pick<ClusterRun, 'connection' | 'cluster' | 'record' | 'clock'>;

/** Asks one question; it may wait for a vCenter that is away. */
type Ask = <T>(question: () => Promise<T>) => Promise<T>;

const atOnce: Ask = (question) => question();

/** Looks at a cluster, all questions side by side. Throws what the first question throws that fails, after all have ended. */
export async function lookAt(run: Asking, ask: Ask = atOnce): Promise<Sight> {
  const questions = [
    ask(() => run.connection.inventory.readCluster(run.cluster)),
    ask(() => filtersOn(run)),
    ask(() => filterTasksOn(run)),
  ] as const;
  // None may go on waiting for a vCenter that is away when another one has failed.
  await Promise.allSettled(questions);
  const [facts, filters, filterTaskIds] = await Promise.all(questions);
  return { facts, filters, filterTaskIds };
}

/** Nothing is on a cluster that is gone. */
async function filtersOn({ connection, cluster }: Asking): Promise<readonly ClusterFilter[]> {
  try {
    return await connection.ioFilters.installedOn(cluster);
  } catch (error) {
    // Expected: the cluster was removed; reading it tells the user.
    if (isFault(error, 'ManagedObjectNotFound')) return [];
    throw error;
  }
}

async function filterTasksOn(run: Asking): Promise<readonly string[]> {
  const since = new Date(run.clock.now().getTime() - LOOK_BACK_MS);
  const recent = await run.connection.tasks.recentOn(entityOf(run), since);
  return recent.filter(isFilterTask).map((task) => task.ref.value);
}
