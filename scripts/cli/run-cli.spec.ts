import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Activity } from '../../plugin-server/src/contract/activity.ts';
import { runCli } from './run-cli.ts';
import { ADMINISTRATOR, CliBed } from './testing/cli-bed.ts';

const LIMIT_MS = 120_000;

describe('The command line over a running server', () => {
  let bed: CliBed;

  beforeAll(async () => {
    bed = await CliBed.start();
  }, LIMIT_MS);
  afterAll(() => bed.close(), LIMIT_MS);

  const installs = () => bed.simulated.vcenter.control.calls('InstallIoFilter_Task').length;

  /** The activity when it has ended. */
  async function waitFor(id: string): Promise<Activity> {
    for (;;) {
      const { out } = await bed.cli('admin', 'activities', id, '--json');
      const { activity } = JSON.parse(out) as { activity: Activity };
      if (activity.finishedAt !== null) return activity;
    }
  }

  it(
    'plans, installs, waits for the end, and then finds nothing to do',
    async () => {
      const file = await bed.declare({ name: 'Production', filter: 'latest' });
      const planned = await bed.cli('admin', 'plan', file);
      expect(planned.status).withContext(planned.err).toBe(0);
      expect(planned.out).toContain('1 of 1 would change.');
      const before = installs();
      const applied = await bed.cli('admin', 'apply', file);
      expect(applied.status)
        .withContext(applied.out + applied.err)
        .toBe(0);
      expect(applied.out).toMatch(/Production: install succeeded/);
      const again = await bed.cli('admin', 'apply', file, '--json');
      expect(JSON.parse(again.out)).toEqual(
        jasmine.objectContaining({ status: 0, changed: false, activity: null }),
      );
      expect(installs()).toBe(before + 1);
    },
    LIMIT_MS,
  );

  it(
    'refuses to remove the filter while replication jobs use it, and names them',
    async () => {
      const install = await bed.declare({ name: 'Staging', filter: 'latest' });
      expect((await bed.cli('admin', 'apply', install)).status).toBe(0);
      const vms = bed.simulated.vcenter.vcenter.registry.ofType('VirtualMachine');
      const vm = vms.find(({ properties }) => String(properties['name']).includes('stage'));
      const job = { name: 'Nightly', kind: 'replication', vmIds: [vm?.ref.value], encrypted: true };
      const path = `/replication/vcenters/${bed.vcGuid}/jobs/nightly`;
      await bed.send('director', path, 'PUT', job);
      const remove = await bed.declare({ name: 'Staging', filter: 'absent' });
      const refused = await bed.cli('admin', 'apply', remove);
      expect(refused.status)
        .withContext(refused.out + refused.err)
        .toBe(3);
      expect(refused.out).toContain('used by the replication job Nightly (nightly)');
      await bed.send('director', path, 'DELETE');
      const allowed = await bed.cli('admin', 'plan', remove);
      expect(allowed.status).withContext(allowed.out).toBe(0);
      expect(allowed.out).toContain('Remove the I/O Filter from 3 hosts.');
    },
    LIMIT_MS,
  );

  it(
    'ends with 130 on Ctrl+C and leaves the activity running',
    async () => {
      const file = await bed.declare({ name: 'DRS-off', filter: 'latest' });
      const script = join(import.meta.dirname, '../cli.ts');
      const child = spawn(process.execPath, [script, 'apply', file, ...bed.accessOf('admin')]);
      const exited = once(child, 'exit');
      const err = text(child.stderr);
      const out = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]() as AsyncIterator<string>;
      let said = '';
      while (!said.includes('DRS-off: install ')) said += (await out.next()).value as string;
      child.kill('SIGINT');
      expect(await exited).toEqual([130, null]);
      const [, id = ''] = /"activities ([0-9a-f-]{36})" shows it/.exec(await err) ?? [];
      expect((await waitFor(id)).state).toBe('succeeded');
    },
    LIMIT_MS,
  );

  it(
    'shows clusters, activities and the status, for people and for machines',
    async () => {
      const clusters = await bed.cli('admin', 'clusters');
      expect(clusters.out).toMatch(/^Production +domain-c\d+ +\w+ +/m);
      const status = await bed.cli('admin', 'status', '--json');
      expect(JSON.parse(status.out)).toEqual(
        jasmine.objectContaining({
          status: 0,
          session: jasmine.objectContaining({ userName: ADMINISTRATOR }),
        }),
      );
      expect((await bed.cli('admin', 'activities')).status).toBe(0);
      expect((await bed.cli('admin', 'activities', 'no-id')).status).toBe(2);
    },
    LIMIT_MS,
  );

  it(
    'ends with 3 and the findings when the plan is refused, and changes nothing',
    async () => {
      const file = await bed.declare({ name: 'Partner level', filter: 'latest' });
      const before = installs();
      const refused = await bed.cli('admin', 'apply', file);
      expect(refused.status).withContext(refused.err).toBe(3);
      expect(refused.out).toMatch(/blocker: esx-partner-02\.example\.com/);
      expect(installs()).toBe(before);
    },
    LIMIT_MS,
  );

  it(
    'ends with 2 for a cluster that the user of the token may not see',
    async () => {
      const file = await bed.declare({ name: 'Production', filter: 'latest' });
      const hidden = await bed.cli('nobody', 'plan', file);
      expect([hidden.status, hidden.err]).toEqual([
        2,
        'There is no cluster "Production", or you may not see it.',
      ]);
    },
    LIMIT_MS,
  );

  it(
    'ends with 4 when there is no server, or not the one whose certificate is trusted',
    async () => {
      const terminal = {
        out: () => undefined,
        err: () => undefined,
        pause: () => Promise.resolve(),
      };
      const common = ['status', '--vcenter', bed.vcGuid, '--token-file', bed.path('admin.token')];
      const run = (server: string, certificate: string) =>
        runCli([...common, '--server', server, '--certificate', bed.path(certificate)], terminal);
      expect(await run('https://127.0.0.1:9', 'server.crt')).toBe(4);
      expect(await run(bed.server, 'vcenter.crt')).toBe(4);
      expect(await run(bed.server, 'admin.token')).toBe(2);
    },
    LIMIT_MS,
  );
});
