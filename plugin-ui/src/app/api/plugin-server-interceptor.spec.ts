import { HttpClient, HttpContext, provideHttpClient, withInterceptors } from '@angular/common/http';
import type { TestRequest } from '@angular/common/http/testing';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { vcGuid } from '../../testing/contract-builders';
import { FakeClientSdk } from '../../testing/fake-client-sdk';
import { until } from '../../testing/until';
import { ClientSdk } from '../client-sdk/client-sdk';
import { VCENTER, pluginServerInterceptor } from './plugin-server-interceptor';

describe('a request to the plug-in server', () => {
  let sdk: FakeClientSdk;
  let controller: HttpTestingController;

  beforeEach(() => {
    sdk = new FakeClientSdk();
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([pluginServerInterceptor])),
        provideHttpClientTesting(),
        { provide: ClientSdk, useValue: sdk },
      ],
    });
    controller = TestBed.inject(HttpTestingController);
  });

  afterEach(() => controller.verify());

  function ask(): Promise<unknown> {
    const context = new HttpContext().set(VCENTER, vcGuid);
    return firstValueFrom(TestBed.inject(HttpClient).get('/vcenters/x/daemons', { context }));
  }

  function sent(): Promise<TestRequest> {
    return until('a request', () => controller.match(() => true)[0]);
  }

  it('goes through the proxy of the vCenter it is about, with the session in the header', async () => {
    const answer = ask();
    const { request } = await answered(sent(), {});
    await answer;

    expect(request.url).toBe(`${location.origin}/proxy/api/v1/vcenters/x/daemons`);
    expect(request.headers.get('vmware-api-session-id')).toBe('token-1');
  });

  it('falls back to the first server when the client names none for the vCenter', async () => {
    sdk.backendInfo = {
      allPluginBackendServers: [{ proxiedUrl: '/first/ui', proxiedBaseUrl: '/first/' }],
    };
    const answer = ask();
    const { request } = await answered(sent(), {});
    await answer;

    expect(request.url).toBe(`${location.origin}/first/api/v1/vcenters/x/daemons`);
  });

  it('falls back to the proxied origin of a client without backend information', async () => {
    sdk.backendInfo = null;
    sdk.origin = 'https://client.example/plugins/abc';
    const answer = ask();
    const { request } = await answered(sent(), {});
    await answer;

    expect(request.url).toBe('https://client.example/plugins/abc/api/v1/vcenters/x/daemons');
  });

  it('is sent once more with a new token when the old one has run out', async () => {
    const answer = ask();
    await refused(sent());
    const again = await answered(sent(), { fine: true });

    expect(again.request.headers.get('vmware-api-session-id')).toBe('token-2');
    expect(await answer).toEqual({ fine: true });
  });

  it('fails when the new token is refused too', async () => {
    const answer = ask();
    const failure = expectAsync(answer).toBeRejectedWith(jasmine.objectContaining({ status: 401 }));
    await refused(sent());
    await refused(sent());

    await failure;
  });

  it('fails in plain words when the client gives no session', async () => {
    sdk.tokens = [];

    await expectAsync(ask()).toBeRejectedWith(jasmine.objectContaining({ code: 'noClient' }));
  });

  it('is left alone when it is not for our server', async () => {
    const answer = firstValueFrom(TestBed.inject(HttpClient).get('https://elsewhere.example/'));
    const { request } = await answered(sent(), {});
    await answer;

    expect(request.url).toBe('https://elsewhere.example/');
    expect(request.headers.has('vmware-api-session-id')).toBeFalse();
  });
});

async function answered(request: Promise<TestRequest>, body: object): Promise<TestRequest> {
  const found = await request;
  found.flush(body);
  return found;
}

async function refused(request: Promise<TestRequest>): Promise<void> {
  (await request).flush(null, { status: 401, statusText: 'Unauthorized' });
}
