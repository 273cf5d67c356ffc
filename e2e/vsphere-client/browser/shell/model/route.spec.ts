import { formatRoute, localId, objectUrn, parseRoute } from './route.ts';

describe('addresses of the client', () => {
  const guid = '6f1d2c84-3f52-4a10-9a57-0c9e6b1d7f20';

  it('name an object, its tab and a view', () => {
    const hash = `#/object/ClusterComputeResource:domain-c8:${guid}/configure/example.view`;
    const route = parseRoute(hash);
    expect(route).toEqual({
      page: 'object',
      objectId: 'ClusterComputeResource:domain-c8',
      tab: 'configure',
      viewId: 'example.view',
    });
    expect(formatRoute(route, guid)).toBe(hash);
  });

  it('open the summary where the tab is missing or unknown', () => {
    expect(parseRoute('#/object/HostSystem:host-1:x')).toEqual(
      jasmine.objectContaining({ tab: 'summary' }),
    );
    expect(parseRoute('#/object/HostSystem:host-1:x/else')).toEqual(
      jasmine.objectContaining({ tab: 'summary' }),
    );
  });

  it('go home when they make no sense', () => {
    expect(parseRoute('')).toEqual({ page: 'home' });
    expect(parseRoute('#/object/nonsense')).toEqual({ page: 'home' });
  });

  it('name a global view and the plug-in administration', () => {
    for (const hash of ['#/plugin/com.example', '#/administration/client-plugins']) {
      expect(formatRoute(parseRoute(hash), guid)).toBe(hash);
    }
  });

  it('turn into the ids of plug-ins and back', () => {
    const urn = objectUrn('VirtualMachine:vm-5', guid);
    expect(urn).toBe(`urn:vmomi:VirtualMachine:vm-5:${guid}`);
    expect(localId(urn)).toBe('VirtualMachine:vm-5');
    expect(localId('vm-5')).toBeUndefined();
  });
});
