import { DEMO_SERVICE_ACCOUNT } from '../../../../e2e/vcenter/scenario/demo-roles.ts';
import { PASSWORDS, startSimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import { CookieJar } from './cookie-jar.ts';
import { HttpsTransport } from './https-transport.ts';
import { SoapEndpoint } from './soap-endpoint.ts';

describe('SoapEndpoint for the storage policy service', () => {
  let bed: SimulatedVcenter;
  let transport: HttpsTransport;

  beforeEach(async () => {
    bed = await startSimulatedVcenter();
    const { url, certificatePem } = bed.entry;
    transport = new HttpsTransport({
      origin: url,
      certificatePem,
      maxReplyBytes: 100_000,
      maxSockets: 2,
    });
  });

  afterEach(async () => {
    transport.close();
    await bed.close();
  });

  it('works in the session whose vim25 cookie the jar holds, and leaves the jar as it is', async () => {
    const apiVersion = '8.0.0.0';
    const vim = await SoapEndpoint.open({ transport, path: '/sdk', service: 'vim25', apiVersion });
    const pbm = await SoapEndpoint.open({ transport, path: '/pbm', service: 'pbm', apiVersion });
    const jar = new CookieJar();
    const sessionManager = { type: 'SessionManager', value: 'SessionManager' };
    const password = PASSWORDS[DEMO_SERVICE_ACCOUNT];
    const args = { userName: DEMO_SERVICE_ACCOUNT, password };
    await vim.send({ target: sessionManager, operation: 'Login', args }, jar);
    const cookie = jar.header();

    const content = await pbm.send(
      {
        target: { type: 'PbmServiceInstance', value: 'ServiceInstance' },
        operation: 'PbmRetrieveServiceContent',
        args: {},
      },
      jar,
    );

    expect(content).toEqual(
      jasmine.objectContaining({
        aboutInfo: { name: 'PBM', version: '2.0', instanceUuid: bed.vcenter.instanceUuid },
        profileManager: { type: 'PbmProfileProfileManager', value: 'ProfileManager' },
      }),
    );
    const [call] = bed.vcenter.control.calls('PbmRetrieveServiceContent');
    expect(call?.userName?.toLowerCase()).toContain('svc-rtr');
    expect(jar.header()).toBe(cookie);
  });
});
