import { aBundle } from '../../testing/inventory-builders.ts';
import type { BundleUrlState } from '../domain/bundle-url.ts';
import { BundleDelivery } from './bundle-delivery.ts';

const BUNDLE = aBundle();

function delivery(offersHttp: boolean, state: BundleUrlState = { kind: 'served' }) {
  const checked: string[] = [];
  const catalog = {
    urlOf: (_bundle: unknown, scheme = 'https') => `${scheme}://plugin.example.com/b.zip`,
    offersHttp: () => offersHttp,
    certificatePem: () => 'PEM',
  };
  const check = (_bundle: unknown, scheme: string): Promise<BundleUrlState> => {
    checked.push(scheme);
    return Promise.resolve(state);
  };
  return { checked, it: new BundleDelivery(catalog, { check }) };
}

describe('The delivery of a bundle', () => {
  it('pins the certificate where vCenter can be told to', () => {
    expect(delivery(true).it.deliver(BUNDLE, '8.0.3.0')).toEqual({
      url: 'https://plugin.example.com/b.zip',
      trust: { kind: 'pinned', certificatePem: 'PEM' },
    });
  });

  it('goes over plain HTTP to an older vCenter only when that is switched on', () => {
    const urls = [true, false].map((http) => delivery(http).it.deliver(BUNDLE, '7.0.3.0').url);
    expect(urls).toEqual(['http://plugin.example.com/b.zip', 'https://plugin.example.com/b.zip']);
  });

  it('checks the address with the scheme that vCenter will use, and tells both findings', async () => {
    const wrong = { kind: 'wrong', why: 'it answers with status 404' } as const;
    const { checked, it: subject } = delivery(true, wrong);
    const vcenter = { vcGuid: 'guid', name: 'vc.example.com', apiVersion: '7.0.3.0' };
    const findings = await subject.findings(BUNDLE, vcenter);
    expect(checked).toEqual(['http']);
    expect(findings.map(({ code }) => code)).toEqual(['bundleUrlUnreachable', 'bundleHttp']);
  });
});
