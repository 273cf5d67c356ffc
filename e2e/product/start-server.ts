import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { API_BASE, SESSION_HEADER } from '../../plugin-server/src/contract/routes.ts';
import {
  registerPlugin,
  type RegistrationTarget,
} from '../../scripts/registration/register-plugin.ts';
import { writeBundles } from '../bundles/write-bundles.ts';
import {
  DEMO_ADMINISTRATOR,
  DEMO_OPERATOR,
  DEMO_SERVICE_ACCOUNT,
} from '../vcenter/scenario/demo-roles.ts';
import { withPasswords, type Scenario } from '../vcenter/scenario/scenario-schema.ts';
import { startVcenter, type RunningVcenter } from '../vcenter/start-vcenter.ts';
import { freePort } from './free-port.ts';
import { writeServerFiles, type ServerFiles } from './server-files.ts';
import { ServerProcess } from './server-process.ts';

/** The plug-in server as a process, on a simulated vCenter without a vSphere Client: for tests and measurements of the server alone. */
export interface RunningServer {
  readonly vcenter: RunningVcenter;
  readonly process: ServerProcess;
  /** Of the embedded database. */
  readonly databaseFile: string;
  readonly logFile: string;
  /** Asks the API as the administrator. Throws an Error for an answer that is no success, naming it. */
  readonly ask: <T>(path: string, body?: unknown) => Promise<T>;
  close(): Promise<void>;
}

export interface ServerOptions {
  /** It must know the three users of the demo. */
  readonly scenario: Scenario;
  /** How many times faster than real time simulated tasks go. */
  readonly taskSpeed?: number;
  /** Laid over the server's configuration file. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Starts both and registers the plug-in, so that vCenter knows the types of its tasks. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const password = `${randomBytes(9).toString('base64url')}-Aa1`;
  const users = [DEMO_ADMINISTRATOR, DEMO_OPERATOR, DEMO_SERVICE_ACCOUNT];
  const passwords = Object.fromEntries(users.map((user) => [user, password]));
  const vcenter = await startVcenter({
    scenario: withPasswords(options.scenario, passwords),
    taskSpeed: options.taskSpeed ?? 1,
  });
  const directory = await mkdtemp(join(tmpdir(), 'rtr-server-'));
  const packages = join(directory, 'packages');
  await writeBundles(packages, { version: '1.2.0' });
  const account = { userName: DEMO_SERVICE_ACCOUNT, password };
  const access = { url: vcenter.url, certificatePem: vcenter.caPem };
  const port = await freePort();
  const settings = { bundleRoots: [packages], ...options.settings };
  const files = await writeServerFiles(directory, port, { ...access, ...account }, settings);
  const process = new ServerProcess(files);
  await process.start();
  await register({ ...access, userName: DEMO_ADMINISTRATOR, password }, files);
  return {
    vcenter,
    process,
    databaseFile: join(directory, 'data', 'activities.db'),
    logFile: files.logFile,
    ask: (path, body) => {
      const token = vcenter.control.issueUiToken(DEMO_ADMINISTRATOR, password);
      return ask(files, `/vcenters/${vcenter.instanceUuid}${path}`, { token, body });
    },
    close: async () => {
      await process.kill();
      await vcenter.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function register(
  target: RegistrationTarget,
  { url, certificatePem }: ServerFiles,
): Promise<void> {
  const pluginUrl = `${url}/plugin.zip`;
  const facts = { version: '1.0.0', adminEmail: 'admin@localhost' };
  await registerPlugin(target, { pluginUrl, certificatePem, ...facts });
}

function ask<T>(
  { url, certificatePem }: ServerFiles,
  path: string,
  { token, body }: { readonly token: string; readonly body: unknown },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(`${API_BASE}${path}`, url),
      {
        ca: certificatePem,
        method: body === undefined ? 'GET' : 'POST',
        headers: { [SESSION_HEADER]: token, 'content-type': 'application/json' },
        agent: false,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          if ((answer.statusCode ?? 500) < 300) resolve(JSON.parse(text) as T);
          else reject(new Error(`The API answered ${path} with ${answer.statusCode}: ${text}`));
        });
      },
    );
    sent.once('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
