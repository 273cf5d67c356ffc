import { writeFile } from 'node:fs/promises';
import type { Activity } from '../../plugin-server/src/contract/activity.ts';
import type { StoragePolicyList } from '../../plugin-server/src/contract/storage-policy.ts';
import { CliBed } from './testing/cli-bed.ts';

const LIMIT_MS = 120_000;

describe('Storage policies from the command line', () => {
  let bed: CliBed;

  beforeAll(async () => {
    bed = await CliBed.start();
    const file = await bed.declare({ name: 'Production', filter: 'latest' });
    const installed = await bed.cli('admin', 'apply', file);
    expect(installed.status)
      .withContext(installed.out + installed.err)
      .toBe(0);
  }, LIMIT_MS);
  afterAll(() => bed.close(), LIMIT_MS);

  const reconfigured = () => bed.simulated.vcenter.control.calls('ReconfigVM_Task').length;
  const listed = async (...more: string[]): Promise<StoragePolicyList> =>
    JSON.parse((await bed.cli('admin', 'policies', '--json', ...more)).out) as StoragePolicyList;
  const done = async (...args: string[]) => {
    const run = await bed.cli('admin', ...args);
    expect(run.status)
      .withContext(run.out + run.err)
      .toBe(0);
    return run;
  };

  it(
    'are assigned by name, found as done the second time, taken away, and restored',
    async () => {
      const machines = ['--vm', 'prod-web-01', '--vm', 'prod-app-01'];
      const before = reconfigured();
      const dry = await done('assign', ...machines, '--dry-run');
      expect(dry.out).toContain('prod-web-01: assign');
      expect(reconfigured()).toBe(before);

      await done('assign', ...machines);
      expect(reconfigured()).toBe(before + 2);
      const [own] = (await listed('--check')).policies.filter(({ isDefault }) => isDefault);
      expect(own?.compliance.compliant).toBe(own?.disks);

      expect((await done('assign', ...machines)).out).toContain('Nothing to do');
      expect(reconfigured()).toBe(before + 2);

      const away = await done('unassign', ...machines, '--json');
      const { activity } = JSON.parse(away.out) as { activity: Activity };
      expect(activity.clusters[0]?.policies).toEqual({
        total: 2,
        succeeded: 2,
        failed: 0,
        cancelled: 0,
      });
      const points = await done('restore-points', '--cluster', 'Production');
      expect(points.out).toMatch(new RegExp(`^${activity.id} .* differ`, 'm'));
      await done('restore', '--activity', activity.id);
      expect((await done('assign', ...machines)).out).toContain('Nothing to do');
      expect((await done('activities')).out).toContain('2 of 2 VMs');
    },
    LIMIT_MS,
  );

  it(
    'are assigned to one disk by its label',
    async () => {
      await done('assign', '--vm', 'prod-sql-02', '--disk', 'hard disk 1');
      const body = { filter: { search: 'prod-sql-02' } };
      const page = await bed.send('admin', `/vcenters/${bed.vcGuid}/vms/query`, 'POST', body);
      expect(page.json()).toEqual(
        jasmine.objectContaining({ rows: [jasmine.objectContaining({ policyState: 'some' })] }),
      );
      const unknown = await bed.cli('admin', 'assign', '--vm', 'prod-sql-02', '--disk', 'C:');
      expect([unknown.status, unknown.err]).toEqual([
        2,
        jasmine.stringContaining('its disks are "Hard disk 1" (2000)'),
      ]);
    },
    LIMIT_MS,
  );

  it(
    'are what the declarative file says, and applying it twice changes nothing',
    async () => {
      const file = bed.path('machines.json');
      const virtualMachines = [
        { name: 'prod-file-02', policy: 'filter' },
        { name: 'prod-dc-02', policy: 'default' },
      ];
      await writeFile(file, JSON.stringify({ virtualMachines }));
      await done('apply', file);
      const before = reconfigured();
      expect((await done('apply', file)).out).toContain('Nothing to do');
      expect(reconfigured()).toBe(before);
    },
    LIMIT_MS,
  );

  it(
    'are refused with status 3 for a machine that cannot have them, unless it is left out',
    async () => {
      const before = reconfigured();
      const refused = await bed.cli('admin', 'assign', '--vm', 'prod-template-app');
      expect([refused.status, refused.out]).toEqual([
        3,
        jasmine.stringMatching(/blocker: prod-template-app: .*template/),
      ]);
      const left = await done('assign', '--vm', 'prod-template-app', '--leave-out');
      expect(left.out).toContain('Nothing to do');
      expect(reconfigured()).toBe(before);
    },
    LIMIT_MS,
  );

  it(
    'are not deleted while disks are under them',
    async () => {
      await done('assign', '--vm', 'prod-build-01');
      const [own] = (await listed()).policies.filter(({ isDefault }) => isDefault);
      const kept = await bed.cli('admin', 'delete-policies', '--policy', own?.name ?? '');
      expect([kept.status, kept.out]).toEqual([
        3,
        jasmine.stringContaining('not deleted. Virtual disks are under this policy.'),
      ]);
    },
    LIMIT_MS,
  );

  it(
    'are out of reach for a user without rights',
    async () => {
      const codes = async (...args: string[]) => (await bed.cli('nobody', ...args)).status;
      expect(await codes('policies')).toBe(3);
      expect(await codes('restore-points')).toBe(3);
      expect(await codes('assign', '--vm', 'prod-web-02')).toBe(3);
      const body = {
        clusters: [],
        policies: { virtualMachines: [{ vmId: 'vm-1', desired: 'assigned' }] },
      };
      const plan = await bed.send('nobody', `/vcenters/${bed.vcGuid}/plans`, 'POST', body);
      expect([plan.status, plan.text.includes('prod')]).toEqual([404, false]);
    },
    LIMIT_MS,
  );
});
