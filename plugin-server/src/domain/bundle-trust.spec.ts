import { bundleTrustFinding, bundleTrustRoute, schemeOf } from './bundle-trust.ts';

describe('Trust in the bundle', () => {
  const table = [
    ['6.7.3.0', false, 'trustedRoot'],
    ['7.0.3.0', false, 'trustedRoot'],
    ['7.0.3.0', true, 'plainHttp'],
    ['8.0.2.0', false, 'trustedRoot'],
    ['8.0.2.0', true, 'plainHttp'],
    ['8.0.3.0', false, 'pinned'],
    ['8.0.3.0', true, 'pinned'],
    ['9.0.0.0', true, 'pinned'],
  ] as const;
  for (const [apiVersion, offersHttp, route] of table) {
    const offer = offersHttp ? 'with' : 'without';
    it(`is ${route} for API ${apiVersion} ${offer} plain HTTP`, () => {
      expect(bundleTrustRoute(apiVersion, offersHttp)).toBe(route);
    });
  }

  it('needs another scheme only without TLS', () => {
    expect([schemeOf('pinned'), schemeOf('trustedRoot'), schemeOf('plainHttp')]).toEqual([
      'https',
      'https',
      'http',
    ]);
  });

  it('is told in the plan: only a pinned certificate needs nobody to do anything', () => {
    const vcenter = { vcGuid: 'guid', name: 'vc.example.com', apiVersion: '8.0.2.0' };
    const told = (['pinned', 'trustedRoot', 'plainHttp'] as const).map((route) => {
      const { code, severity, reason, remedy, scope } = bundleTrustFinding(route, vcenter);
      expect(reason).toContain('vc.example.com (API 8.0.2.0)');
      expect(scope).toEqual({ type: 'vCenter', id: 'guid', name: 'vc.example.com' });
      return [code, severity, remedy !== ''];
    });
    expect(told).toEqual([
      ['bundleTrustPinned', 'info', false],
      ['bundleTrustRoot', 'warning', true],
      ['bundleHttp', 'warning', true],
    ]);
  });
});
