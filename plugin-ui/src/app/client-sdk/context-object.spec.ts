import { contextObjectId, parseContextObject } from './context-object';

describe('an object id of the vSphere Client', () => {
  const id = 'urn:vmomi:ClusterComputeResource:domain-c8:28a0f9b6-21a4-4f2c-9d6e-2d3f0a9c1b11';

  it('yields type, reference value and vCenter', () => {
    expect(parseContextObject(id)).toEqual({
      type: 'ClusterComputeResource',
      moid: 'domain-c8',
      vcGuid: '28a0f9b6-21a4-4f2c-9d6e-2d3f0a9c1b11',
    });
  });

  it('is made again from its parts', () => {
    const object = parseContextObject(id);

    expect(object && contextObjectId(object)).toBe(id);
  });

  it('is nothing when a part is missing', () => {
    expect(parseContextObject('urn:vmomi:VirtualMachine:vm-1')).toBeNull();
    expect(parseContextObject('')).toBeNull();
  });
});
