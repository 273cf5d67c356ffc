import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerPlugin } from '../../scripts/registration/register-plugin.ts';
import { writeBundles } from '../bundles/write-bundles.ts';
import { startSimulation, type RunningSimulation } from '../start-simulation.ts';
import {
  DEMO_ADMINISTRATOR,
  DEMO_OPERATOR,
  DEMO_SERVICE_ACCOUNT,
} from '../vcenter/scenario/demo-roles.ts';
import { demoScenario } from '../vcenter/scenario/demo-scenario.ts';
import { withPasswords, type Scenario } from '../vcenter/scenario/scenario-schema.ts';
import { freePort } from './free-port.ts';
import { writeServerFiles, type ServerFiles } from './server-files.ts';
import { ServerProcess } from './server-process.ts';

export interface ProductOptions {
  /** The world to start with; it must know the demo's three users. The demo's own by default. */
  readonly scenario?: Scenario;
  /** Preferred ports; a taken one is replaced by a free one. */
  readonly ports?: {
    readonly vcenter?: number;
    readonly control?: number;
    readonly server?: number;
  };
  /** Folder for the server's files, kept afterwards; a temporary one by default. */
  readonly directory?: string;
  /** How many times faster than real time the simulated tasks go. */
  readonly taskSpeed?: number;
  /** Laid over the server's configuration file. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface Login {
  readonly userName: string;
  readonly password: string;
}

/** The whole product on a simulated vCenter. */
export interface RunningProduct {
  readonly loginUrl: string;
  readonly serverUrl: string;
  /** PEM that the plug-in server's certificate is verified with. */
  readonly serverCertificatePem: string;
  /** The server's configuration, for the command line tools. */
  readonly configFile: string;
  readonly logFile: string;
  readonly administrator: Login;
  readonly operator: Login;
  readonly simulation: RunningSimulation;
  readonly server: ServerProcess;
  close(): Promise<void>;
}

/** A password for this start only. */
function makePassword(): string {
  return `${randomBytes(9).toString('base64url')}-Aa1`;
}

/**
 * Starts a simulated vCenter with its vSphere Client and the plug-in server as a process of its own, registers the plug-in and waits until
 * the client has deployed it. The user interface must have been built.
 */
export async function startProduct(options: ProductOptions = {}): Promise<RunningProduct> {
  const passwords: Record<string, string> = {
    [DEMO_ADMINISTRATOR]: makePassword(),
    [DEMO_OPERATOR]: makePassword(),
    [DEMO_SERVICE_ACCOUNT]: makePassword(),
  };
  const login = (userName: string): Login => ({ userName, password: passwords[userName] ?? '' });
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'rtr-product-')));
  const scenario = withPasswords(options.scenario ?? demoScenario(), passwords);
  const simulation = await startSimulation({
    scenario,
    port: await freePort(options.ports?.vcenter),
    controlPort: await freePort(options.ports?.control),
    taskSpeed: options.taskSpeed ?? 1,
  });
  const server = await startServer(options, directory, simulation, login(DEMO_SERVICE_ACCOUNT));
  const { pluginUrl, certificatePem } = server;
  await registerPlugin(
    { ...vcenterOf(simulation), ...login(DEMO_ADMINISTRATOR) },
    { pluginUrl, certificatePem, version: '1.0.0', adminEmail: 'admin@localhost' },
  );
  await simulation.client.deployer.settled();
  return {
    loginUrl: simulation.loginUrl,
    serverUrl: new URL(pluginUrl).origin,
    serverCertificatePem: certificatePem,
    configFile: server.configFile,
    logFile: server.logFile,
    administrator: login(DEMO_ADMINISTRATOR),
    operator: login(DEMO_OPERATOR),
    simulation,
    server: server.process,
    close: async () => {
      await server.process.stop();
      await simulation.close();
      if (options.directory === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}

function vcenterOf(simulation: RunningSimulation): { url: string; certificatePem: string } {
  return { url: simulation.url, certificatePem: simulation.caPem };
}

async function startServer(
  options: ProductOptions,
  directory: string,
  simulation: RunningSimulation,
  account: Login,
): Promise<{ process: ServerProcess; pluginUrl: string } & Omit<ServerFiles, 'url'>> {
  const packages = join(directory, 'packages');
  await writeBundles(packages, { version: '1.2.0' });
  const port = await freePort(options.ports?.server);
  const files = await writeServerFiles(
    directory,
    port,
    { ...vcenterOf(simulation), ...account },
    { bundleRoots: [packages], ...options.settings },
  );
  const process = new ServerProcess(files);
  await process.start();
  return { ...files, process, pluginUrl: `${files.url}/plugin.zip` };
}
