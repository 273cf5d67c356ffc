import type { FakeDisk } from './fake-vcenter/fake-machines.ts';
import type { FakeWorld } from './fake-vcenter/fake-world.ts';

/** Puts all disks of a machine under a policy of the fake vCenter, with the filters that it brings. */
export function putUnder(
  world: FakeWorld,
  profileId: string,
  vmId: string,
  changes: Partial<FakeDisk> = {},
): void {
  const filterNames = world.policies.get(profileId)?.filterNames ?? [];
  world.disks.forEach((disk, index) => {
    if (disk.vm.value === vmId)
      world.disks[index] = { ...disk, profileId, filterNames, ...changes };
  });
}
