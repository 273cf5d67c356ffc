import { aBundle, aVaio7Bundle } from '../../testing/inventory-builders.ts';
import { deliveryFindings } from '../domain/bundle-delivery.ts';
import type { BundleUrlState } from '../domain/bundle-url.ts';
import { BundleDeliveryReader } from './bundle-delivery-reader.ts';

const VCENTER = { vcGuid: 'guid', name: 'vc.example.com' };

describe('The delivery of bundles', () => {
  function reader(offersHttp: boolean, state: BundleUrlState = { kind: 'served' }) {
    const checked: string[] = [];
    const check = (_bundle: unknown, scheme: string): Promise<BundleUrlState> => {
      checked.push(scheme);
      return Promise.resolve(state);
    };
    return { checked, it: new BundleDeliveryReader({ offersHttp: () => offersHttp }, { check }) };
  }

  it('checks every address with the scheme that vCenter will use', async () => {
    const old = reader(true);
    const delivery = await old.it.read('7.0.3.0', [aBundle(), aVaio7Bundle()]);

    expect(old.checked).toEqual(['http', 'http']);
    expect([delivery.route, delivery.urls.size]).toEqual(['plainHttp', 2]);
    const recent = reader(true);
    await recent.it.read('8.0.3.0', [aBundle()]);
    expect(recent.checked).toEqual(['https']);
  });

  it('tells of a bundle both whether its address is good and how it is trusted', async () => {
    const wrong = reader(false, { kind: 'wrong', why: 'it answers with status 404' });
    const delivery = await wrong.it.read('8.0.3.0', [aBundle()]);
    const codes = deliveryFindings(aBundle(), delivery, VCENTER).map(({ code }) => code);

    expect(codes).toEqual(['bundleUrlUnreachable', 'bundleTrustPinned']);
  });
});
