import { DEMO_SERVICE_ACCOUNT } from '../../../../e2e/vcenter/scenario/demo-roles.ts';
import { PASSWORDS, startSimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import { VcenterUnreachable } from '../../domain/vim-fault.ts';
import { VcenterLink } from '../vcenter-link.ts';
import { loginWith, VimSession } from '../vim-session.ts';
import { PbmService } from './pbm-service.ts';

const REQUIREMENTS = {
  resourceType: { resourceType: 'STORAGE' },
  profileCategory: 'REQUIREMENT',
};

describe('PbmService', () => {
  let bed: SimulatedVcenter;
  let link: VcenterLink;
  let session: VimSession;
  let pbm: PbmService;

  beforeEach(async () => {
    bed = await startSimulatedVcenter();
    link = await VcenterLink.open(bed.entry, () => undefined);
    const password = (): string => PASSWORDS[DEMO_SERVICE_ACCOUNT];
    session = await VimSession.open(link, loginWith(link, DEMO_SERVICE_ACCOUNT, password));
    pbm = new PbmService(session.sendThrough((jar) => link.pbmSendWith(jar)));
  });

  afterEach(async () => {
    await session.close(link.content.sessionManager);
    link.close();
    await bed.close();
  });

  const listed = async (): Promise<number> => {
    const ids = await pbm.call('profileManager', 'PbmQueryProfile', REQUIREMENTS);
    return (ids as readonly unknown[]).length;
  };
  const count = (method: string): number => bed.vcenter.control.calls(method).length;

  it('works in the session that vim25 opened, without a login of its own', async () => {
    expect(await listed()).toBeGreaterThan(0);
    expect(count('Login')).toBe(1);
    expect(bed.vcenter.control.calls('PbmQueryProfile')[0]?.userName).toContain('svc-rtr');
  });

  it('asks where the managers are only once', async () => {
    await Promise.all([listed(), listed()]);

    expect(count('PbmRetrieveServiceContent')).toBe(1);
  });

  it('opens the session again when it has ended, and asks once more', async () => {
    await listed();
    bed.vcenter.control.expireSessions();

    expect(await listed()).toBeGreaterThan(0);
    expect(count('Login')).toBe(2);
  });

  it('asks again for the managers after a time in which vCenter was away', async () => {
    bed.vcenter.control.addFault({ method: 'PbmRetrieveServiceContent', action: 'cut-before' });

    await expectAsync(listed()).toBeRejectedWithError(VcenterUnreachable);
    bed.vcenter.control.clearFaults();

    expect(await listed()).toBeGreaterThan(0);
  });
});
