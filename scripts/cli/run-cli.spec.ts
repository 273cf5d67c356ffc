import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Activity } from '../../plugin-server/src/contract/activity.ts';
import type { HttpsClient } from '../../plugin-server/testing/https-client.ts';
import { startSimulatedVcenter } from '../../plugin-server/testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../plugin-server/testing/simulated-vcenter.ts';
import { prepareProduct } from '../../plugin-server/testing/start-product.ts';
import type { Product } from '../../plugin-server/testing/start-product.ts';
import { temporaryFolder } from '../../plugin-server/testing/temporary-folder.ts';
import { runCli } from './run-cli.ts';
import { runScript } from './testing/run-script.ts';
import type { Run } from './testing/run-script.ts';

const LIMIT_MS = 120_000;
const ADMINISTRATOR = 'VSPHERE.LOCAL\\administrator';

describe('The command line over a running server', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let simulated: SimulatedVcenter;
  let product: Product;
  let client: HttpsClient;
  let server: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    simulated = await startSimulatedVcenter();
    product = await prepareProduct(folder.path, simulated);
    client = await product.start();
    server = (await product.server.start()).publicUrl;
    await createToken('admin', 'operate', '--user', ADMINISTRATOR);
    await createToken('nobody', 'operate', '--user', 'VSPHERE.LOCAL\\nobody');
    await createToken('director', 'replication-jobs');
  }, LIMIT_MS);
  afterAll(async () => {
    await product.server.stop();
    await simulated.close();
    await folder[Symbol.asyncDispose]();
  }, LIMIT_MS);

  const inFolder = (name: string): string => join(folder.path, name);

  async function createToken(name: string, scope: string, ...more: string[]): Promise<void> {
    const common = ['--config', product.configFile, '--name', name];
    const out = ['--out', inFolder(`${name}.token`)];
    const made = await runScript(
      'tokens.ts',
      'create',
      ...common,
      '--scope',
      scope,
      ...out,
      ...more,
    );
    if (made.status !== 0) throw new Error(made.err);
  }

  const accessOf = (token: string): string[] => [
    ...['--server', server.replace('127.0.0.1', 'localhost')],
    ...['--certificate', inFolder('server.crt'), '--vcenter', simulated.entry.vcGuid],
    ...['--token-file', inFolder(`${token}.token`)],
  ];

  /** The activity when it has ended. */
  async function waitFor(id: string): Promise<Activity> {
    for (;;) {
      const { out } = await cli('admin', 'activities', id, '--json');
      const { activity } = JSON.parse(out) as { activity: Activity };
      if (activity.finishedAt !== null) return activity;
    }
  }

  async function cli(token: string, ...args: string[]): Promise<Run> {
    const lines = { out: [] as string[], err: [] as string[] };
    const status = await runCli([...args, ...accessOf(token)], {
      out: (line) => lines.out.push(line),
      err: (line) => lines.err.push(line),
      pause: () => Promise.resolve(),
    });
    return { status, out: lines.out.join('\n'), err: lines.err.join('\n') };
  }

  async function declare(...clusters: { name: string; filter: string }[]): Promise<string> {
    const file = inFolder('clusters.json');
    await writeFile(file, JSON.stringify({ clusters }));
    return file;
  }

  it(
    'plans, installs, waits for the end, and then finds nothing to do',
    async () => {
      const file = await declare({ name: 'Production', filter: 'latest' });
      const planned = await cli('admin', 'plan', file);
      expect(planned.status).withContext(planned.err).toBe(0);
      expect(planned.out).toContain('1 of 1 would change.');
      const applied = await cli('admin', 'apply', file);
      expect(applied.status)
        .withContext(applied.out + applied.err)
        .toBe(0);
      expect(applied.out).toMatch(/Production: install succeeded/);
      const again = await cli('admin', 'apply', file, '--json');
      expect(again.status).toBe(0);
      expect(JSON.parse(again.out)).toEqual(
        jasmine.objectContaining({ status: 0, changed: false, activity: null }),
      );
      expect(simulated.vcenter.control.calls('InstallIoFilter_Task').length).toBe(1);
      const audit = await runScript('audit.ts', 'export', '--config', product.configFile);
      expect(audit.out).toMatch(
        /"who":"VSPHERE\.LOCAL\\\\administrator \(API token admin\)".*accepted/,
      );
      expect(audit.out).toMatch(/"action":"activity\.end".*"outcome":"succeeded"/);
    },
    LIMIT_MS,
  );

  it(
    'ends with 130 on Ctrl+C and leaves the activity running',
    async () => {
      const file = await declare({ name: 'DRS-off', filter: 'latest' });
      const script = join(import.meta.dirname, '../cli.ts');
      const child = spawn(process.execPath, [script, 'apply', file, ...accessOf('admin')]);
      const exited = once(child, 'exit');
      const err = text(child.stderr);
      const out = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]() as AsyncIterator<string>;
      let said = '';
      while (!said.includes('DRS-off: install ')) said += (await out.next()).value as string;
      child.kill('SIGINT');
      expect(await exited).toEqual([130, null]);
      const [, id = ''] = /"activities ([0-9a-f-]{36})" shows it/.exec(await err) ?? [];
      const activity = await waitFor(id);
      expect(activity.state).toBe('succeeded');
    },
    LIMIT_MS,
  );

  it(
    'shows clusters, activities and the status, for people and for machines',
    async () => {
      const clusters = await cli('admin', 'clusters');
      expect(clusters.out).toMatch(/^Production +domain-c\d+ +\w+ +/m);
      const status = await cli('admin', 'status', '--json');
      expect(JSON.parse(status.out)).toEqual(
        jasmine.objectContaining({
          status: 0,
          session: jasmine.objectContaining({ userName: ADMINISTRATOR }),
        }),
      );
      expect((await cli('admin', 'activities')).status).toBe(0);
      expect((await cli('admin', 'activities', 'no-id')).status).toBe(2);
    },
    LIMIT_MS,
  );

  it(
    'ends with 3 and the findings when the plan is refused, and changes nothing',
    async () => {
      const file = await declare({ name: 'Partner level', filter: 'latest' });
      const before = simulated.vcenter.control.calls('InstallIoFilter_Task').length;
      const refused = await cli('admin', 'apply', file);
      expect(refused.status).withContext(refused.err).toBe(3);
      expect(refused.out).toMatch(/blocker: esx-partner-02\.example\.com/);
      expect(simulated.vcenter.control.calls('InstallIoFilter_Task').length).toBe(before);
    },
    LIMIT_MS,
  );

  it(
    'ends with 2 for a cluster that the user of the token may not see, and for a token of another scope with 3',
    async () => {
      const file = await declare({ name: 'Production', filter: 'latest' });
      const hidden = await cli('nobody', 'plan', file);
      expect([hidden.status, hidden.err]).toEqual([
        2,
        'There is no cluster "Production", or you may not see it.',
      ]);
      const scope = await cli('director', 'status', '--json');
      expect(scope.status).toBe(3);
      expect(JSON.parse(scope.out)).toEqual({
        status: 3,
        error: jasmine.objectContaining({ code: 'notPermitted' }),
      });
    },
    LIMIT_MS,
  );

  it(
    'ends with 2 at once when the token is revoked while the server runs',
    async () => {
      await createToken('short-lived', 'operate', '--user', ADMINISTRATOR);
      expect((await cli('short-lived', 'status')).status).toBe(0);
      const common = ['--config', product.configFile];
      await runScript('tokens.ts', 'revoke', ...common, '--name', 'short-lived');
      const refused = await cli('short-lived', 'status');
      expect([refused.status, refused.err]).toEqual([
        2,
        'Not logged in. The API token is not valid, or not any more.',
      ]);
      const list = await runScript('tokens.ts', 'list', ...common);
      expect(list.out).toMatch(/revoked +operate +short-lived/);
    },
    LIMIT_MS,
  );

  it(
    'ends with 4 when there is no server, or not the one whose certificate is trusted',
    async () => {
      const args = ['status', '--vcenter', simulated.entry.vcGuid, '--token-file'];
      const terminal = {
        out: () => undefined,
        err: () => undefined,
        pause: () => Promise.resolve(),
      };
      const rest = [...args, inFolder('admin.token'), '--certificate'];
      const nowhere = ['--server', 'https://127.0.0.1:9'];
      expect(await runCli([...rest, inFolder('server.crt'), ...nowhere], terminal)).toBe(4);
      expect(await runCli([...rest, inFolder('vcenter.crt'), '--server', server], terminal)).toBe(
        4,
      );
      expect(await runCli([...rest, inFolder('admin.token'), '--server', server], terminal)).toBe(
        2,
      );
    },
    LIMIT_MS,
  );

  it(
    'lets the replication product keep its jobs, and nobody else',
    async () => {
      const secret = (await readFile(inFolder('director.token'), 'utf8')).trim();
      const path = `/api/v1/replication/vcenters/${simulated.entry.vcGuid.toUpperCase()}/jobs/42`;
      const body = { name: 'Databases', kind: 'replication', vmIds: ['vm-1'], encrypted: true };
      const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
      const put = await client.send(path, { method: 'PUT', headers, body: JSON.stringify(body) });
      expect(put.status).withContext(put.text).toBe(200);
      expect(put.json()).toEqual(
        jasmine.objectContaining({ id: '42', vcGuid: simulated.entry.vcGuid }),
      );
      const admin = (await readFile(inFolder('admin.token'), 'utf8')).trim();
      const refused = await client.send(path, { headers: { authorization: `Bearer ${admin}` } });
      expect(refused.status).toBe(403);
    },
    LIMIT_MS,
  );

  it(
    'shows the audit log to an administrator, and not to somebody without the privilege',
    async () => {
      const path = `/api/v1/vcenters/${simulated.entry.vcGuid}/audit`;
      const ask = async (token: string, suffix: string) => {
        const secret = (await readFile(inFolder(`${token}.token`), 'utf8')).trim();
        return client.send(path + suffix, { headers: { authorization: `Bearer ${secret}` } });
      };
      const page = await ask('admin', '?action=token.create&limit=1');
      expect(page.status).withContext(page.text).toBe(200);
      expect(page.json()).toEqual(
        jasmine.objectContaining({
          entries: [jasmine.objectContaining({ action: 'token.create' })],
        }),
      );
      expect((await ask('admin', '/export?format=csv')).text).toContain('"token.create"');
      expect((await ask('nobody', '')).status).toBe(403);
    },
    LIMIT_MS,
  );

  it(
    'verifies the audit log while the server runs, and against an entry that was noted before',
    async () => {
      const common = ['verify', '--config', product.configFile];
      const held = await runScript('audit.ts', ...common);
      expect(held.status)
        .withContext(held.out + held.err)
        .toBe(0);
      const known = /the newest is (\d+:[0-9a-f]{64})/.exec(held.out)?.[1] ?? '';
      expect((await runScript('audit.ts', ...common, '--known', known)).status).toBe(0);
      const other = known.replace(/:.*/, `:${'0'.repeat(64)}`);
      const broken = await runScript('audit.ts', ...common, '--known', other, '--json');
      expect(broken.status).toBe(1);
      expect(JSON.parse(broken.out)).toEqual(
        jasmine.objectContaining({
          break: jasmine.objectContaining({ reason: jasmine.any(String) }),
        }),
      );
      expect((await runScript('audit.ts', 'verify')).status).toBe(2);
    },
    LIMIT_MS,
  );
});
