import { X509Certificate } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import packageFacts from '../package.json' with { type: 'json' };
import { QueuedActivityRunner } from './activities/queued-activity-runner.ts';
import { DEFAULT_TIMES } from './activities/runner-times.ts';
import { secretsFile } from './add-vcenter.ts';
import { announceVcenters } from './announce-vcenters.ts';
import { FolderCatalog } from './bundles/folder-catalog.ts';
import { ImportedBundles } from './bundles/imported-bundles.ts';
import type { Config } from './config.ts';
import { createUseCases } from './create-use-cases.ts';
import type { Registry, UseCaseParts } from './create-use-cases.ts';
import { createBundleApp } from './http/create-bundle-app.ts';
import { createApp } from './http/create-app.ts';
import type { AppParts } from './http/create-app.ts';
import { HttpsListener, plainListener } from './listener.ts';
import type { Listener } from './listener.ts';
import type { ActivityRunner } from './ports/activity-runner.ts';
import type { ActivityRetention } from './ports/activity-retention.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import { openMasterKey } from './secrets/master-key.ts';
import type { MasterKey } from './secrets/master-key.ts';
import { SealedFile } from './secrets/sealed-file.ts';
import { ServerAddresses } from './server-addresses.ts';
import { ActivityAudit } from './services/activity-audit.ts';
import { Housekeeping } from './services/housekeeping.ts';
import { VmIndexes } from './services/vm-indexes.ts';
import { databaseFile, openDatabase } from './store/open-database.ts';
import { SqliteActivityRetention } from './store/sqlite-activity-retention.ts';
import { SqliteActivityStore } from './store/sqlite-activity-store.ts';
import { SqliteApiTokens } from './store/sqlite-api-tokens.ts';
import { SqliteAuditLog } from './store/sqlite-audit-log.ts';
import { SqliteBundleFetchLog } from './store/sqlite-bundle-fetch-log.ts';
import { SqlitePolicyMemory } from './store/sqlite-policy-memory.ts';
import { SqliteQueueState } from './store/sqlite-queue-state.ts';
import { SqliteReplicationJobs } from './store/sqlite-replication-jobs.ts';
import { SqliteVmChangeStore } from './store/sqlite-vm-change-store.ts';
import { systemClock } from './system-clock.ts';
import { openVcenters } from './open-vcenters.ts';
import { readVcenterAccounts } from './vcenter-accounts.ts';

/** How the parts are made that specs replace; everything else is always the real thing. */
export interface Factories {
  readonly clock: Clock;
  readonly openVcenters: typeof openVcenters;
}

const PRODUCTION: Factories = { clock: systemClock, openVcenters };

/** How long stopping may take before what still hangs is abandoned. */
const STOP_LIMIT_MS = 10_000;

const MEBIBYTE = 1024 * 1024;
/** Of the bundles that were uploaded, in the data folder. */
const IMPORT_FOLDER = 'bundles';

/** Where a server that was started can be reached. */
export interface Running {
  /** Origin that vCenter is told, without a slash at the end. */
  readonly publicUrl: string;
  readonly port: number;
}

/**
 * The plug-in server as a whole. `start` and `stop` may be called at any time and any number of times: calls that overlap share one
 * promise, and `stop` also ends a start that is under way or has failed half way.
 */
export class PluginServer {
  readonly #config: Config;
  readonly #log: Log;
  readonly #factories: Factories;
  #parts = new AsyncDisposableStack();
  #starting: Promise<Running> | null = null;
  #stopping: Promise<void> | null = null;

  constructor(config: Config, log: Log, factories: Factories = PRODUCTION) {
    this.#config = config;
    this.#log = log;
    this.#factories = factories;
  }

  /** Resolves when requests are answered and unfinished activities have been taken up again. */
  start(): Promise<Running> {
    this.#starting ??= this.#startParts();
    return this.#starting;
  }

  /** Undoes the start in reverse order. Rejects when that takes longer than ten seconds. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopParts().finally(() => {
      this.#starting = null;
      this.#stopping = null;
    });
    return this.#stopping;
  }

  async #startParts(): Promise<Running> {
    const { dataDir, listen, masterKeyFile } = this.#config;
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const masterKey = await openMasterKey(masterKeyFile);
    const listener = await this.#createListener();
    const plain = this.#config.bundleHttp === null ? null : plainListener();
    const addresses = new ServerAddresses(this.#config, listener, plain);
    const stopping = new AbortController();
    const ends = { listener, addresses, stopping: stopping.signal };
    const { parts, runner, retention } = await this.#createParts(masterKey, ends);
    const port = await listener.listen(listen, await createApp(parts));
    this.#parts.defer(() => listener.close());
    if (plain) await this.#servePlain(plain, parts);
    // Streams of events would keep the listener from closing.
    this.#parts.defer(() => stopping.abort(new Error('The server stops.')));
    runner.start();
    void announceVcenters(parts.vcenters, this.#log, stopping.signal);
    this.#keepHouse(retention, stopping.signal);
    const publicUrl = addresses.publicUrl();
    this.#log.info({ port, publicUrl, version: packageFacts.version }, 'plug-in server started');
    return { publicUrl, port };
  }

  async #createListener(): Promise<HttpsListener> {
    const { keyFile, certificateFile } = this.#config.tls;
    const [key, certificate] = await Promise.all([
      readFile(keyFile, 'utf8'),
      readFile(certificateFile, 'utf8'),
    ]);
    return new HttpsListener(key, certificate);
  }

  async #createParts(masterKey: MasterKey, ends: ServerEnds): Promise<Created> {
    const { clock } = this.#factories;
    const { dataDir, uiRoot, manifestRoot } = this.#config;
    const secrets = new SealedFile(secretsFile(dataDir), masterKey);
    const accounts = await readVcenterAccounts(this.#config.vcenters, secrets);
    const store = new SqliteActivityStore(databaseFile(dataDir));
    this.#parts.defer(() => store.close());
    const registry = this.#openRegistry();
    const log = this.#log;
    const { stopping } = ends;
    const opened = this.#factories.openVcenters(accounts, { clock, log, stopping });
    const { vcenters, sessions } = opened;
    this.#parts.defer(opened.stop);
    const bundles = this.#createCatalog(masterKey, ends);
    const imports = await this.#openImports(bundles);
    const { slots, retrySeconds, policyTasks, policyName } = this.#config;
    const times = { ...DEFAULT_TIMES, retryMs: retrySeconds * 1000 };
    const work = { vcenters, bundles, store, clock, log, slots, policyTasks, policyName, times };
    const runner = new QueuedActivityRunner({ ...registry, ...work });
    this.#parts.defer(() => runner.stop());
    this.#auditActivities(registry.audit, { vcenters, store, runner });
    const indexes = this.#indexMachines({ vcenters, bundles, runner });
    const sources = { vcenters, bundles, imports, runner, store, clock, indexes, policyName };
    const useCases = createUseCases({ ...registry, ...sources });
    const facts = {
      uiRoot,
      manifestRoot,
      serverVersion: packageFacts.version,
      policySettings: { policyName, policyTasks },
      stopping,
      fetches: registry.fetches,
    };
    const parts = { ...useCases, ...facts, vcenters, sessions, bundles, clock, log };
    return { parts, runner, retention: registry.retention };
  }

  /** What lies beside the activities in the embedded database, over a connection of its own. */
  #openRegistry(): Registry & Pick<Created, 'retention'> {
    const database = openDatabase(databaseFile(this.#config.dataDir));
    this.#parts.defer(() => database.close());
    const audit = new SqliteAuditLog(database, this.#factories.clock);
    const { sequence, hash } = audit.head();
    // Whoever keeps the logs can tell later whether the audit log was written anew.
    this.#log.info({ sequence, hash }, 'audit log opened');
    return {
      audit,
      jobs: new SqliteReplicationJobs(database),
      apiTokens: new SqliteApiTokens(database),
      policies: new SqlitePolicyMemory(database),
      vmChanges: new SqliteVmChangeStore(database),
      retention: new SqliteActivityRetention(database),
      queueState: new SqliteQueueState(database),
      fetches: new SqliteBundleFetchLog(database),
    };
  }

  #keepHouse(retention: ActivityRetention, stopping: AbortSignal): void {
    const { keepActivitiesDays } = this.#config;
    const { clock } = this.#factories;
    const parts = { retention, clock, log: this.#log, keepActivitiesDays };
    void new Housekeeping(parts).run(stopping);
  }

  #indexMachines(parts: Pick<UseCaseParts, 'vcenters' | 'bundles' | 'runner'>): VmIndexes {
    const { policyName } = this.#config;
    const indexes = new VmIndexes({
      ...parts,
      clock: this.#factories.clock,
      log: this.#log,
      policyName,
    });
    this.#parts.defer(() => indexes.stop());
    return indexes;
  }

  #auditActivities(
    audit: SqliteAuditLog,
    parts: Pick<UseCaseParts, 'vcenters' | 'store' | 'runner'>,
  ): void {
    const activityAudit = new ActivityAudit(audit, this.#log);
    const vcGuids = parts.vcenters.list().map(({ vcGuid }) => vcGuid);
    activityAudit.start(vcGuids, parts);
    this.#parts.defer(() => activityAudit.stop());
  }

  #createCatalog(masterKey: MasterKey, { listener, addresses }: ServerEnds): FolderCatalog {
    const { bundleRoots, bundleLimitMiB, dataDir } = this.#config;
    return new FolderCatalog({
      roots: bundleRoots,
      importRoot: path.join(dataDir, IMPORT_FOLDER),
      limit: bundleLimitMiB * MEBIBYTE,
      publicUrl: () => addresses.publicUrl(),
      publicHttpUrl: () => addresses.publicHttpUrl(),
      // Written anew from the first certificate of the file: vCenter wants RFC 7468 to the letter.
      certificatePem: new X509Certificate(listener.certificatePem).toString(),
      tokenOf: (bundleId) => masterKey.tokenOf('bundle addresses', bundleId),
      log: this.#log,
    });
  }

  #openImports(catalog: FolderCatalog): Promise<ImportedBundles> {
    const { bundleLimitMiB, dataDir } = this.#config;
    const root = path.join(dataDir, IMPORT_FOLDER);
    return ImportedBundles.open(root, bundleLimitMiB * MEBIBYTE, catalog);
  }

  async #servePlain(plain: Listener, parts: AppParts): Promise<void> {
    const { listen, bundleHttp } = this.#config;
    const address = { host: listen.host, port: bundleHttp?.port ?? 0 };
    const port = await plain.listen(address, createBundleApp(parts));
    this.#parts.defer(() => plain.close());
    this.#log.info({ port }, 'bundles are served over plain HTTP too');
  }

  async #stopParts(): Promise<void> {
    // Expected: a start that failed. Its caller was told; what it had made so far is undone like anything else.
    await this.#starting?.catch(() => undefined);
    const parts = this.#parts;
    this.#parts = new AsyncDisposableStack();
    const done = new AbortController();
    const tooLate = this.#factories.clock.delay(STOP_LIMIT_MS, done.signal).then(
      () => Promise.reject(new Error('Stopping took too long; what still hung was abandoned.')),
      () => undefined,
    );
    try {
      await Promise.race([parts.disposeAsync(), tooLate]);
    } finally {
      done.abort();
    }
    this.#log.info({}, 'plug-in server stopped');
  }
}

interface Created {
  readonly parts: AppParts;
  readonly runner: ActivityRunner & { start(): void };
  readonly retention: ActivityRetention;
}

/** Where requests come in, and how the server is told to stop. */
interface ServerEnds {
  readonly listener: HttpsListener;
  readonly addresses: ServerAddresses;
  readonly stopping: AbortSignal;
}
