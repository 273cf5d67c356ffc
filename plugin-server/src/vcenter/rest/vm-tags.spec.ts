import { startSimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import { VcenterUnreachable } from '../../domain/vim-fault.ts';
import type { VcenterConnection } from '../../ports/vcenter.ts';

const LIST = 'GET /api/cis/tagging/tag';
const LOGIN = 'POST /api/session';
const MINUTE_MS = 60_000;
/** HTTP statuses and the faults that stand for them in the simulated vCenter. */
const STATUSES = [
  [403, 'NoPermission'],
  [404, 'NotFound'],
  [503, 'SystemError'],
] as const;

describe('VmTags', () => {
  let bed: SimulatedVcenter;
  let connection: VcenterConnection;

  beforeEach(async () => {
    bed = await startSimulatedVcenter();
    connection = await bed.connect();
    bed.vcenter.control.clearCalls();
  });

  afterEach(async () => {
    await bed.close();
  });

  const count = (method: string): number => bed.vcenter.control.calls(method).length;
  const total = (): number => bed.vcenter.control.calls().length;

  it('tells each tag with its category and its machines', async () => {
    const tags = (await connection.vms.tags()) ?? [];

    const finance = tags.find(({ name }) => name === 'Finance');
    expect(finance?.category).toBe('Department');
    expect(finance?.vmIds).toContain(bed.named('VirtualMachine', 'fin-web-01').value);
    expect(tags.every(({ vmIds }) => vmIds.every((id) => id.startsWith('vm-')))).toBeTrue();
  });

  it('asks for names only once in some minutes, and logs in once', async () => {
    await connection.vms.tags();
    bed.vcenter.control.clearCalls();

    await connection.vms.tags();
    expect(total()).toBe(2);

    bed.clock.advance(11 * MINUTE_MS);
    await connection.vms.tags();
    expect(total()).toBeGreaterThan(4);
    expect(count(LOGIN)).toBe(0);
  });

  it('logs in again when its session has ended', async () => {
    await connection.vms.tags();
    bed.vcenter.control.expireSessions();

    expect((await connection.vms.tags())?.length).toBeGreaterThan(0);
    expect(count(LOGIN)).toBe(2);
  });

  it('ends its session when the server stops', async () => {
    await connection.vms.tags();

    await bed.connections.stop();

    expect(count('DELETE /api/session')).toBe(1);
  });

  for (const [status, type] of STATUSES) {
    it(`tells of no tags where vCenter answers HTTP ${status}`, async () => {
      bed.vcenter.control.addFault({ method: LIST, fault: { type } });

      expect(await connection.vms.tags()).toBeNull();
    });
  }

  it('does not offer a refused password again for some minutes', async () => {
    bed.vcenter.control.addFault({ method: LOGIN, fault: { type: 'NotAuthenticated' } });

    expect(await connection.vms.tags()).toBeNull();
    expect(await connection.vms.tags()).toBeNull();

    expect(count(LOGIN)).toBe(1);
  });

  it('tells that vCenter is away', async () => {
    bed.vcenter.control.addFault({ method: LIST, action: 'cut-before' });

    await expectAsync(connection.vms.tags()).toBeRejectedWithError(VcenterUnreachable);
  });
});
