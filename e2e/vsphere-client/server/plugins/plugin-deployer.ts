import type { ClientEnvironment } from '../manifest/compatibility.ts';
import { chooseManifest } from '../manifest/choose-manifest.ts';
import { downloadManifest } from './download-manifest.ts';
import { remotePluginOf } from './extension-record.ts';
import type { RemotePluginRecord } from './extension-record.ts';
import type { PluginInstance } from './plugin-instance.ts';
import { makeRoutes } from './plugin-routes.ts';
import { trustedAgent } from './server-trust.ts';

/** The tasks that vCenter shows while it (un)deploys a plug-in; the words are the simulation's choice. */
export type DeploymentTask = 'Download plug-in' | 'Deploy plug-in' | 'Undeploy plug-in';

export interface DeployerOptions {
  /** The present `ExtensionManager.extensionList`. */
  readonly extensions: () => readonly unknown[];
  readonly environment: ClientEnvironment;
  /** Runs work as a vCenter task and answers what it resolves to. */
  readonly runTask: <T>(
    name: DeploymentTask,
    work: (signal: AbortSignal) => Promise<T>,
  ) => Promise<T>;
}

/** A change that logged-in users are told about; a refresh of the browser brings it to the screen. */
export interface DeploymentNotice {
  readonly instance: PluginInstance;
  readonly change: 'deployed' | 'failed' | 'undeployed' | 'progress';
}

/** Keeps the deployed plug-ins in step with the list of extensions. Source: remote plug-in guide, "life cycle" and "caching". */
export class PluginDeployer {
  readonly #options: DeployerOptions;
  readonly #instances = new Map<string, PluginInstance>();
  readonly #running = new Map<PluginInstance, AbortController>();
  readonly #pending = new Set<Promise<void>>();
  readonly #listeners = new Set<(notice: DeploymentNotice) => void>();
  #counter = 0;

  constructor(options: DeployerOptions) {
    this.#options = options;
  }

  /** All registered remote plug-ins, in order of registration. */
  list(): readonly PluginInstance[] {
    return [...this.#instances.values()];
  }

  /** The plug-in with this `<key>~<version>~<n>`. */
  find(instanceId: string): PluginInstance | undefined {
    return this.list().find((instance) => instance.id === instanceId);
  }

  /** Calls the listener for each change of a plug-in; answers the function that stops it. */
  onChange(listener: (notice: DeploymentNotice) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Compares the extension list with what is deployed, and starts what has to be done. To be called after each change of the list. */
  reconcile(): void {
    const records = this.#options.extensions().map(remotePluginOf);
    const byKey = new Map(
      records.filter((record) => record !== undefined).map((record) => [record.key, record]),
    );
    for (const [key, instance] of this.#instances) {
      if (!byKey.has(key)) this.#undeploy(instance);
    }
    for (const record of byKey.values()) {
      const present = this.#instances.get(record.key);
      if (present && !mustDeployAgain(present, record)) continue;
      this.#deploy(record, present);
    }
  }

  /** Deploys a plug-in again from the record as it is, as the *Redeploy* button of the developer mode does. */
  redeploy(instanceId: string): void {
    const instance = this.find(instanceId);
    if (instance) this.#deploy(instance.record, instance);
  }

  /** Resolves when nothing is being deployed any more. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  /** Ends running downloads and the connections to plug-in servers. */
  close(): void {
    for (const instance of this.#instances.values()) this.#release(instance);
    this.#instances.clear();
  }

  #deploy(record: RemotePluginRecord, previous: PluginInstance | undefined): void {
    if (previous) this.#release(previous);
    this.#counter += 1;
    const instance: PluginInstance = {
      id: `${record.key}~${record.version}~${this.#counter}`,
      record,
      state: 'In Progress',
      routes: [],
    };
    this.#instances.set(record.key, instance);
    this.#tell({ instance, change: 'progress' });
    const abort = new AbortController();
    this.#running.set(instance, abort);
    this.#track(this.#run(instance, abort.signal));
  }

  async #run(instance: PluginInstance, stop: AbortSignal): Promise<void> {
    let failure: string | undefined;
    try {
      await this.#downloadAndDeploy(instance, stop);
    } catch (error) {
      // Expected: the server is unreachable, untrusted or serves no usable manifest; the page Client Plug-ins shows the reason.
      failure = error instanceof Error ? error.message : String(error);
    }
    this.#running.delete(instance);
    if (stop.aborted) return;
    if (failure !== undefined) {
      if (instance.state === 'In Progress') instance.state = 'Failed';
      instance.reason = failure;
    } else {
      instance.state = 'Deployed';
    }
    this.#tell({ instance, change: failure === undefined ? 'deployed' : 'failed' });
  }

  async #downloadAndDeploy(instance: PluginInstance, stop: AbortSignal): Promise<void> {
    const { record } = instance;
    if (!/^\d+(\.\d+){0,3}$/.test(record.version)) {
      throw new Error(`The version "${record.version}" is not a number such as 1.0.0.`);
    }
    const { runTask, environment } = this.#options;
    const download = await runTask('Download plug-in', async (signal) =>
      fetchFrom(record, AbortSignal.any([signal, stop])),
    );
    await runTask('Deploy plug-in', async () => {
      const types = record.servers.map((server) => server.type);
      const choice = await chooseManifest(download.body, types, environment);
      if ('reason' in choice) {
        instance.state = choice.state;
        throw new Error(choice.reason);
      }
      instance.manifest = choice.manifest;
      instance.routes = await makeRoutes(record, download.agent);
    });
  }

  #undeploy(instance: PluginInstance): void {
    this.#release(instance);
    this.#instances.delete(instance.record.key);
    const work = this.#options.runTask('Undeploy plug-in', () => Promise.resolve());
    this.#track(work.then(() => this.#tell({ instance, change: 'undeployed' })));
  }

  #release(instance: PluginInstance): void {
    this.#running.get(instance)?.abort();
    this.#running.delete(instance);
    for (const route of instance.routes) route.agent?.destroy();
  }

  #track(work: Promise<void>): void {
    const tracked = work.catch(() => undefined).finally(() => this.#pending.delete(tracked));
    this.#pending.add(tracked);
  }

  #tell(notice: DeploymentNotice): void {
    for (const listener of this.#listeners) listener(notice);
  }
}

async function fetchFrom(record: RemotePluginRecord, signal: AbortSignal) {
  if (!record.manifestServer) throw new Error('The registration names no server.');
  try {
    if (new URL(record.manifestUrl).protocol !== 'https:') {
      throw new Error('plain HTTP is not allowed');
    }
    const agent = await trustedAgent({ ...record.manifestServer, url: record.manifestUrl });
    const body = await downloadManifest(record.manifestUrl, agent, signal);
    return { agent, body };
  } catch (error) {
    // Expected: no connection, another certificate, or an HTTP error; the cause is told with the usual advice.
    const cause = error instanceof Error ? error.message : String(error);
    throw new Error(
      `Downloading the plug-in from ${record.manifestUrl} failed: ${cause}. Make sure that the URL is reachable and the registered thumbprint or certificate is correct.`,
      { cause: error },
    );
  }
}

/**
 * A manifest is kept until the version changes. That a new address, or any new record of a plug-in that had failed, also counts is the
 * simulation's choice.
 */
function mustDeployAgain(present: PluginInstance, record: RemotePluginRecord): boolean {
  const old = present.record;
  if (old.version !== record.version || old.manifestUrl !== record.manifestUrl) return true;
  return present.state === 'Failed' && JSON.stringify(old) !== JSON.stringify(record);
}
