import { ADMINISTRATOR, CliBed } from './testing/cli-bed.ts';
import { runScript } from './testing/run-script.ts';

const LIMIT_MS = 120_000;

describe('Tokens and the audit log of a running server', () => {
  let bed: CliBed;

  beforeAll(async () => {
    bed = await CliBed.start();
  }, LIMIT_MS);
  afterAll(() => bed.close(), LIMIT_MS);

  it(
    'refuse a token from the next request on when it is revoked',
    async () => {
      await bed.createToken('short-lived', 'operate', '--user', ADMINISTRATOR);
      expect((await bed.cli('short-lived', 'status')).status).toBe(0);
      const common = ['--config', bed.configFile];
      await runScript('tokens.ts', 'revoke', ...common, '--name', 'short-lived');
      const refused = await bed.cli('short-lived', 'status');
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
    'show a token once, and never in the list',
    async () => {
      const common = ['--config', bed.configFile];
      const scope = ['--name', 'shown', '--scope', 'replication-jobs'];
      const made = await runScript('tokens.ts', 'create', ...common, ...scope);
      expect(made.out).toMatch(/^rtr_[0-9a-f]{12}_[A-Za-z0-9_-]{43}\n$/);
      const list = await runScript('tokens.ts', 'list', ...common, '--json');
      expect(list.out).toContain('"name":"shown"');
      expect(list.out).not.toContain(made.out.trim().slice(-43));
      expect((await runScript('tokens.ts', 'create', ...common, ...scope)).status).toBe(1);
      expect((await runScript('tokens.ts', 'create', '--unknown')).status).toBe(2);
    },
    LIMIT_MS,
  );

  it(
    'keep the two scopes apart',
    async () => {
      const job = `/replication/vcenters/${bed.vcGuid.toUpperCase()}/jobs/42`;
      const body = { name: 'Databases', kind: 'replication', vmIds: ['vm-1'], encrypted: true };
      const put = await bed.send('director', job, 'PUT', body);
      expect(put.status).withContext(put.text).toBe(200);
      expect(put.json()).toEqual(jasmine.objectContaining({ id: '42', vcGuid: bed.vcGuid }));
      expect((await bed.send('admin', job)).status).toBe(403);
      const scope = await bed.cli('director', 'status', '--json');
      expect(JSON.parse(scope.out)).toEqual({
        status: 3,
        error: jasmine.objectContaining({ code: 'notPermitted' }),
      });
    },
    LIMIT_MS,
  );

  it(
    'show who started what and how it ended, and the account that worked',
    async () => {
      const file = await bed.declare({ name: 'Production', filter: 'latest' });
      expect((await bed.cli('admin', 'apply', file)).status).toBe(0);
      const refused = await bed.declare({ name: 'Partner level', filter: 'latest' });
      expect((await bed.cli('admin', 'apply', refused)).status).toBe(3);
      const audit = await runScript('audit.ts', 'export', '--config', bed.configFile);
      const actions = audit.out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, string>)
        .filter(({ action }) => action?.startsWith('activity.'))
        .map(({ who, action, outcome, account }) => [who, action, outcome, account]);
      const account = jasmine.stringMatching(/^VSPHERE\.LOCAL\\/);
      expect(actions).toEqual([
        [`${ADMINISTRATOR} (API token admin)`, 'activity.start', 'accepted', account],
        [ADMINISTRATOR, 'activity.end', 'succeeded', account],
      ]);
    },
    LIMIT_MS,
  );

  it(
    'show the audit log to an administrator, and not to somebody without the privilege',
    async () => {
      const path = `/vcenters/${bed.vcGuid}/audit`;
      const page = await bed.send('admin', `${path}?action=token.create&limit=1`);
      expect(page.status).withContext(page.text).toBe(200);
      const entries = [jasmine.objectContaining({ action: 'token.create' })];
      expect(page.json()).toEqual(jasmine.objectContaining({ entries }));
      const csv = await bed.send('admin', `${path}/export?format=csv`);
      expect(csv.text).toContain('"token.create"');
      expect((await bed.send('nobody', path)).status).toBe(403);
    },
    LIMIT_MS,
  );

  it(
    'verify the audit log while the server runs, and against an entry that was noted before',
    async () => {
      const common = ['verify', '--config', bed.configFile];
      const held = await runScript('audit.ts', ...common);
      expect(held.status)
        .withContext(held.out + held.err)
        .toBe(0);
      const known = /the newest is (\d+:[0-9a-f]{64})/.exec(held.out)?.[1] ?? '';
      expect((await runScript('audit.ts', ...common, '--known', known)).status).toBe(0);
      const other = known.replace(/:.*/, `:${'0'.repeat(64)}`);
      const broken = await runScript('audit.ts', ...common, '--known', other, '--json');
      expect(broken.status).toBe(1);
      const reason = jasmine.objectContaining({ reason: jasmine.any(String) });
      expect(JSON.parse(broken.out)).toEqual(jasmine.objectContaining({ break: reason }));
      expect((await runScript('audit.ts', 'verify')).status).toBe(2);
    },
    LIMIT_MS,
  );
});
