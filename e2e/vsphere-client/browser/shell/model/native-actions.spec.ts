import type { InventoryItem, ObjectState } from '../../../protocol/shell-api.ts';
import { nativeActions } from './native-actions.ts';

const item = (
  type: string,
  state: ObjectState,
  more: Partial<InventoryItem> = {},
): InventoryItem => ({
  id: `${type}:x-1`,
  type,
  name: 'x',
  state,
  hasChildren: false,
  ...more,
});

function enabled(...targets: InventoryItem[]): string[] {
  return nativeActions(targets).flatMap((line) => (line?.enabled === true ? [line.label] : []));
}

describe("the client's own menu lines", () => {
  it('offer to a host the way into maintenance mode or out of it', () => {
    expect(enabled(item('HostSystem', 'normal'))).toEqual(['Enter Maintenance Mode']);
    expect(enabled(item('HostSystem', 'maintenance'))).toEqual(['Exit Maintenance Mode']);
    expect(enabled(item('HostSystem', 'disconnected'))).toEqual([]);
  });

  it('offer to a machine what its power allows', () => {
    expect(enabled(item('VirtualMachine', 'poweredOn'))).toEqual(['Power Off']);
    expect(enabled(item('VirtualMachine', 'poweredOff'))).toEqual(['Power On']);
    expect(enabled(item('VirtualMachine', 'poweredOff', { template: true }))).toEqual([]);
  });

  it('offer to several objects only what suits all of them', () => {
    const normal = item('HostSystem', 'normal');

    expect(enabled(normal, normal)).toEqual(['Enter Maintenance Mode']);
    expect(enabled(normal, item('HostSystem', 'maintenance'))).toEqual([]);
  });

  it('leave everything else greyed', () => {
    expect(nativeActions([item('ClusterComputeResource', 'normal')]).length).toBeGreaterThan(8);
    expect(enabled(item('ClusterComputeResource', 'normal'))).toEqual([]);
    expect(nativeActions([])).toEqual([]);
  });
});
