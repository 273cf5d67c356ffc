import type { ClusterPlan } from './plan.ts';
import type { DiskChange, PolicyTarget, VmAction, VmChange } from './vm-change.ts';

/** Nobody reads more sentences than this about one cluster. */
const SENTENCES_AT_MOST = 20;

const DO: Readonly<Record<VmAction, string>> = {
  assign: 'get the I/O Filter policy',
  unassign: 'leave the I/O Filter policy',
  restore: 'get its recorded policy back',
  reapply: 'get its policy once more',
  skip: 'stay as it is',
  refuse: 'not be changed',
};

/** What of a machine makes a plan another one: what is done with it, and which of its disks go from where to where. Names do not. */
export function canonicalVmChange({ vm, action, disks }: VmChange): string {
  const rows = disks.map(({ diskKey, from, to }) => [
    diskKey,
    from?.profileId ?? null,
    targetKey(to),
  ]);
  return JSON.stringify([vm.value, action, rows]);
}

function targetKey(target: PolicyTarget): string {
  switch (target.kind) {
    case 'default':
    case 'filter':
      return target.kind;
    case 'combined':
      return `combined ${target.baseProfileId}`;
    case 'profile':
      return `profile ${target.profileId}`;
  }
}

/** What has moved of the machines of one cluster, one plain sentence each; beyond twenty the rest is counted. */
export function policyDifferences(before: ClusterPlan, now: ClusterPlan): readonly string[] {
  const old = new Map(before.policyChanges.map((change) => [change.vm.value, change]));
  const current = new Set(now.policyChanges.map((change) => change.vm.value));
  const byMachine = [
    ...now.policyChanges.map((change) => machineDifference(old.get(change.vm.value), change)),
    ...before.policyChanges
      .filter(({ vm }) => !current.has(vm.value))
      .map(({ name }) => [`${name} is no longer in the plan.`]),
  ].filter((sentences) => sentences.length > 0);
  return shortened(byMachine, now.clusterName);
}

function shortened(
  byMachine: readonly (readonly string[])[],
  clusterName: string,
): readonly string[] {
  const told: string[] = [];
  let machines = 0;
  for (const sentences of byMachine) {
    if (told.length + sentences.length > SENTENCES_AT_MOST && machines > 0) break;
    told.push(...sentences.slice(0, SENTENCES_AT_MOST));
    machines += 1;
  }
  const rest = byMachine.length - machines;
  if (rest === 0) return told;
  const more = rest === 1 ? '1 more virtual machine' : `${rest} more virtual machines`;
  return [...told, `Something else would be done with ${more} of ${clusterName} as well.`];
}

function machineDifference(before: VmChange | undefined, now: VmChange): readonly string[] {
  if (before === undefined) return [`${now.name} was not in the plan that you saw.`];
  if (canonicalVmChange(before) === canonicalVmChange(now)) return [];
  if (before.action !== now.action)
    return [`${now.name} was to ${DO[before.action]}, now it would ${DO[now.action]}.`];
  const old = new Map(before.disks.map((disk) => [disk.diskKey, disk]));
  const current = new Set(now.disks.map(({ diskKey }) => diskKey));
  return [
    ...now.disks.flatMap((disk) => diskDifference(now.name, old.get(disk.diskKey), disk)),
    ...before.disks
      .filter(({ diskKey }) => !current.has(diskKey))
      .map(({ label }) => `${label} of ${now.name} would not be changed any more.`),
  ];
}

function diskDifference(
  vmName: string,
  before: DiskChange | undefined,
  now: DiskChange,
): readonly string[] {
  const which = `${now.label} of ${vmName}`;
  if (before === undefined) return [`${which} would be changed as well: to ${now.toName}.`];
  const sentences: string[] = [];
  if (before.from?.profileId !== now.from?.profileId)
    sentences.push(`${which} is under ${fromName(now)} now, it was under ${fromName(before)}.`);
  if (targetKey(before.to) !== targetKey(now.to))
    sentences.push(`${which} would go to ${now.toName}, it was to go to ${before.toName}.`);
  return sentences;
}

function fromName({ from }: DiskChange): string {
  return from === null ? 'Datastore Default' : (from.name ?? from.profileId);
}
