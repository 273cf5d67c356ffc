import type { DataObject, ManagedObject } from '../core/managed-object.ts';
import { addLazy } from './lazy-properties.ts';
import { vmConfig } from './vm-config.ts';
import type { VmContent } from './vm-content.ts';

/** `VirtualMachineSnapshotInfo` of a chain of snapshots, oldest first. */
export function snapshotTree(content: VmContent): DataObject {
  const root = content.snapshots.reduceRight<DataObject | undefined>(
    (child, snapshot, index) => ({
      snapshot,
      vm: content.ref,
      name: content.vm.snapshots[index] ?? 'snapshot',
      description: '',
      id: index + 1,
      createTime: new Date('2026-01-12T07:30:00Z'),
      state: content.vm.powerState,
      quiesced: false,
      ...(child === undefined ? {} : { childSnapshotList: [child] }),
      replaySupported: false,
    }),
    undefined,
  );
  return {
    currentSnapshot: content.snapshots.at(-1),
    rootSnapshotList: root === undefined ? [] : [root],
  };
}

/** The managed objects of a machine's snapshots. */
export function snapshotObjects(content: VmContent): ManagedObject[] {
  return content.snapshots.map((snapshot, index) => {
    const properties: Record<string, unknown> = {
      childSnapshot: content.snapshots.slice(index + 1, index + 2),
      vm: content.ref,
    };
    addLazy(properties, { config: () => vmConfig(content.vm, content.place) });
    return { ref: snapshot, properties };
  });
}
