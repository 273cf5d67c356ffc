import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { NEVER } from 'rxjs';
import { Problem } from '../src/domain/problem.ts';
import { createApp } from '../src/http/create-app.ts';
import type { AppParts } from '../src/http/create-app.ts';
import { createLogger } from '../src/logging/create-logger.ts';
import type { VcenterConnection } from '../src/ports/vcenter.ts';
import type {
  ActionOffers,
  ActivityUseCases,
  InventoryReader,
  PlanMaker,
} from '../src/services/use-cases.ts';
import { FakeClock } from './fake-clock.ts';
import { HttpsClient } from './https-client.ts';
import {
  SAMPLE_ACTIVITY_ID,
  SAMPLE_VC_GUID,
  sampleActivity,
  sampleCluster,
  sampleClusterView,
  sampleDaemon,
  sampleInventory,
  samplePlan,
} from './sample-world.ts';
import { sampleAutomation } from './sample-automation.ts';
import { sampleLibrary } from './sample-library.ts';
import {
  samplePolicies,
  sampleVmOffers,
  sampleVmPolicies,
  sampleVmWork,
} from './sample-policies.ts';
import { samplePages } from './sample-machines.ts';
import { sampleWork } from './sample-work.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { createTlsIdentity } from './tls-identity.ts';
import type { TlsIdentity } from './tls-identity.ts';

/** The token that the sample session knows. */
export const SAMPLE_TOKEN = 'sample-session-token';

/** The application, listening on a port of its own. */
export interface RunningApp extends AsyncDisposable {
  readonly client: HttpsClient;
  readonly clock: FakeClock;
  /** Lines of the log, parsed. */
  readonly logged: () => readonly Record<string, unknown>[];
  /** Ends event streams, as stopping the server does. */
  readonly stop: () => void;
}

let identity: Promise<TlsIdentity> | null = null;

/** Starts the real application over TLS; use cases answer the sample world unless `overrides` says otherwise. */
export async function startApp(overrides: Partial<AppParts> = {}): Promise<RunningApp> {
  const folder = await temporaryFolder();
  await writePages(folder.path);
  const { keyPem, certificatePem, caPem } = await (identity ??= createTlsIdentity());
  const lines: string[] = [];
  const clock = new FakeClock();
  const stopping = new AbortController();
  const app = await createApp({
    ...sampleParts(),
    clock,
    log: createLogger('info', { write: (line: string) => lines.push(line) }),
    uiRoot: path.join(folder.path, 'ui'),
    manifestRoot: path.join(folder.path, 'manifest'),
    serverVersion: '1.0.0',
    policySettings: { policyName: 'Real-Time Replication I/O Filter', policyTasks: 32 },
    stopping: stopping.signal,
    ...overrides,
  });
  const server = createServer({ key: keyPem, cert: certificatePem }, app);
  const listening = Promise.withResolvers<undefined>();
  server.listen(0, '127.0.0.1', () => listening.resolve(undefined));
  await listening.promise;
  const { port } = server.address() as AddressInfo;
  return {
    client: new HttpsClient(`https://localhost:${port}`, caPem),
    clock,
    logged: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    stop: () => stopping.abort(new Error('The server stops.')),
    [Symbol.asyncDispose]: async () => {
      stopping.abort(new Error('The server stops.'));
      const closed = Promise.withResolvers<undefined>();
      server.close(() => closed.resolve(undefined));
      server.closeAllConnections();
      await closed.promise;
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function writePages(folder: string): Promise<void> {
  const files = {
    'ui/index.html': '<html><rtr-root ngCspNonce="CSP_NONCE"></rtr-root></html>',
    'ui/main-aB_d-234.js': 'export {};',
    'ui/plain.txt': 'plain',
    'manifest/plugin-multi-manifest.json': '{"manifests": ["one.json", "two.json"]}',
    'manifest/one.json': '{"one": 1}',
    'manifest/two.json': '{"two": 2}',
    'manifest/secret.json': '{"not": "listed"}',
    'manifest/images/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  };
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

type SampleParts = Pick<
  AppParts,
  | 'vcenters'
  | 'sessions'
  | 'tokens'
  | 'inventory'
  | 'vmPages'
  | 'planner'
  | 'activities'
  | 'work'
  | 'maintenance'
  | 'offers'
  | 'vmOffers'
  | 'registry'
  | 'audit'
  | 'bundles'
  | 'library'
  | 'fetches'
  | 'policies'
  | 'restorePoints'
>;

function sampleParts(): SampleParts {
  return {
    vcenters: {
      list: () => [{ vcGuid: SAMPLE_VC_GUID, name: 'vc.example.com' }],
      connect: (vcGuid) => Promise.resolve(sampleConnection(vcGuid)),
    },
    sessions: {
      authenticate: (token, vcGuid) => {
        if (vcGuid !== SAMPLE_VC_GUID) {
          return Promise.reject(new Problem('unknownVcenter', 'No such vCenter is known.'));
        }
        if (token !== SAMPLE_TOKEN) {
          return Promise.reject(new Problem('notAuthenticated', 'The session is not valid.'));
        }
        const names = { userName: 'VSPHERE.LOCAL\\anna', fullName: 'Anna Sample' };
        return Promise.resolve({ ...names, sessionKey: 'sample-key', vcGuid });
      },
    },
    ...sampleAutomation(),
    inventory: sampleReader(),
    vmPages: samplePages(),
    planner: {
      plan: () => Promise.resolve(samplePlan),
      moved: () => [],
    } satisfies PlanMaker,
    activities: sampleActivities(),
    ...sampleWork(),
    offers: sampleOffers(),
    vmOffers: sampleVmOffers,
    ...sampleLibrary(),
    ...samplePolicies(),
  };
}

/** Only the facts; the sample world asks nothing of vCenter. */
function sampleConnection(vcGuid: string): VcenterConnection {
  const facts: Pick<VcenterConnection, 'vcGuid' | 'name' | 'apiVersion' | 'serviceAccount'> = {
    vcGuid,
    name: 'vc.example.com',
    apiVersion: '8.0.3.0',
    serviceAccount: 'VSPHERE.LOCAL\\svc',
  };
  return facts as VcenterConnection;
}

function sampleReader(): InventoryReader {
  const state = sampleClusterView.state;
  const protectable = { allowed: true, reason: null };
  return {
    inventory: () => Promise.resolve(sampleInventory),
    cluster: () => Promise.resolve(sampleClusterView),
    clusterSummary: () =>
      Promise.resolve({ cluster: sampleCluster, state, protectable, busyActivityId: null }),
    hostSummary: () => Promise.resolve(sampleDaemon),
    vmSummary: () =>
      Promise.resolve({
        vm: {
          ref: { type: 'VirtualMachine', value: 'vm-42' },
          name: 'db1',
          host: sampleDaemon.host.ref,
          powerState: 'poweredOn',
          template: false,
        },
        hostName: sampleDaemon.host.name,
        filterOnHost: sampleDaemon.filter,
        protectable,
        ...sampleVmPolicies,
      }),
    daemons: () => Promise.resolve([sampleDaemon]),
  };
}

function sampleActivities(): ActivityUseCases {
  return {
    start: () => Promise.resolve(sampleActivity),
    list: () => Promise.resolve([sampleActivity]),
    find: (_user, id) =>
      id === SAMPLE_ACTIVITY_ID
        ? Promise.resolve(sampleActivity)
        : Promise.reject(new Problem('notFound', 'There is no such activity.')),
    changes: () => NEVER,
    machines: () => Promise.resolve({ total: 1, rows: [sampleVmWork] }),
    queuePosition: () => 1,
  };
}

function sampleOffers(): ActionOffers {
  return {
    clusterActions: (_user, ids) =>
      Promise.resolve(
        ids.map((clusterId) => ({
          clusterId,
          setup:
            clusterId === 'domain-c8'
              ? { allowed: true, reason: null }
              : { allowed: false, reason: 'Not permitted.' },
          update: { allowed: true, reason: null },
          remove: { allowed: false, reason: 'There is no filter.' },
        })),
      ),
  };
}
