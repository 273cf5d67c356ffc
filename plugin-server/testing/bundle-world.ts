import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { FolderCatalog } from '../src/bundles/folder-catalog.ts';
import { ImportedBundles } from '../src/bundles/imported-bundles.ts';
import type { AuditEntry } from '../src/domain/audit-entry.ts';
import { AuditTrail } from '../src/services/audit-trail.ts';
import { BundleLibrary } from '../src/services/bundle-library.ts';
import { BundleUsage } from '../src/services/bundle-usage.ts';
import type { ActivityUseCases } from '../src/services/use-cases.ts';
import { openDatabase } from '../src/store/open-database.ts';
import { SqliteAuditLog } from '../src/store/sqlite-audit-log.ts';
import { SqliteBundleFetchLog } from '../src/store/sqlite-bundle-fetch-log.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeVcenter } from './fake-vcenter/fake-vcenter.ts';
import { aCluster, aHost } from './inventory-builders.ts';
import { MemoryActivityStore } from './memory-activity-store.ts';
import { SilentLog } from './silent-log.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The real keeping of bundles, on a folder and a database of its own, beside a vCenter in memory. */
export interface BundleWorld extends AsyncDisposable {
  readonly vcenter: FakeVcenter;
  readonly catalog: FolderCatalog;
  readonly imports: ImportedBundles;
  readonly library: BundleLibrary;
  readonly fetches: SqliteBundleFetchLog;
  readonly store: MemoryActivityStore;
  readonly clock: FakeClock;
  /** A bundle root that an administrator fills. */
  readonly root: string;
  readonly audited: () => readonly AuditEntry[];
  /** Every file below the server's own folder. */
  readonly filesOnDisk: () => Promise<readonly string[]>;
}

/** @param limit bytes that a bundle may have */
export async function openBundleWorld(limit: number): Promise<BundleWorld> {
  const folder = await temporaryFolder();
  const root = path.join(folder.path, 'packages');
  const importRoot = path.join(folder.path, 'bundles');
  const catalog = new FolderCatalog({
    roots: [root],
    importRoot,
    limit,
    publicUrl: () => 'https://plugin.example.com',
    publicHttpUrl: () => null,
    certificatePem: 'PEM',
    tokenOf: (id) => `token-of-${id}`,
    log: new SilentLog(),
  });
  const imports = await ImportedBundles.open(importRoot, limit, catalog);
  const database = openDatabase(':memory:');
  const clock = new FakeClock();
  const audit = new SqliteAuditLog(database, clock);
  const fetches = new SqliteBundleFetchLog(database);
  const store = new MemoryActivityStore();
  const vcenter = new FakeVcenter({ clusters: [aCluster(1, [aHost(1)]), aCluster(2, [aHost(2)])] });
  const vcenters = vcenter.vcenters();
  const library = new BundleLibrary({
    vcenters,
    bundles: catalog,
    imports,
    fetches,
    usage: new BundleUsage({ vcenters, bundles: catalog, store }),
    activities: activitiesIn(store),
    trail: new AuditTrail(audit),
  });
  return {
    ...{ vcenter, catalog, imports, library, fetches, store, clock, root },
    audited: () => audit.find({ vcGuid: vcenter.connection().vcGuid }, PAGE),
    filesOnDisk: () => filesBelow(importRoot),
    [Symbol.asyncDispose]: async () => {
      database.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const PAGE = { limit: 100, order: 'oldestFirst' } as const;

/** Who may see an activity is not what these specs are about. */
function activitiesIn(store: MemoryActivityStore): Pick<ActivityUseCases, 'find'> {
  return {
    find: (_user, id) => {
      const activity = store.find(id);
      return activity ? Promise.resolve(activity) : Promise.reject(new Error('No such activity.'));
    },
  };
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((each) => each.isFile()).map((each) => each.name);
}
