import { ourHostFilter } from './filter-identity.ts';
import type { HostFacts } from './inventory-facts.ts';
import { PRIVILEGE_NAMES } from './privilege.ts';
import type { VmReason, VmReasonCode } from './vm-change.ts';
import type { EligibilityQuestion } from './vm-eligibility.ts';

/** How a sentence calls the machine: by its name, or as `it` where the name was said before. */
interface Subject {
  readonly it: string;
  readonly its: string;
}

/** What stands against changing any disk of a machine. */
export interface VmObstacle {
  readonly code: VmReasonCode;
  /** Half a sentence, without a full stop. */
  readonly because: (subject: Subject) => string;
  readonly remedy: string;
}

type Found = Omit<VmObstacle, 'code'>;
type VmRule = (question: EligibilityQuestion) => Found | null;

const EDIT_DEVICE = PRIVILEGE_NAMES['VirtualMachine.Config.EditDevice'];

const hostNotConnected: VmRule = ({ host }) =>
  host === null || isConnected(host)
    ? null
    : {
        because: ({ its }) =>
          `${its} host ${host.name} is ${host.connectionState === 'disconnected' ? 'disconnected' : 'not responding'}`,
        remedy: `Reconnect ${host.name}.`,
      };

/** A host that is away takes its machines with it; that is one reason, not two. */
const notConnected: VmRule = ({ vm, host }) => {
  const isExplained = host !== null && !isConnected(host) && vm.connectionState === 'disconnected';
  if (vm.connectionState === 'connected' || isExplained) return null;
  return {
    because: ({ it }) => `vCenter reports ${it} as ${vm.connectionState}`,
    remedy:
      vm.connectionState === 'disconnected'
        ? 'Reconnect its host.'
        : 'Bring its files back within reach, or remove it from the inventory.',
  };
};

const template: VmRule = ({ vm }) =>
  vm.template
    ? {
        because: ({ it }) => `${it} is a template, and the disks of templates cannot be changed`,
        remedy: 'Convert the template to a virtual machine first.',
      }
    : null;

/** A filter can neither be added nor taken away with snapshots (vSphere storage documentation). */
const snapshot: VmRule = ({ vm, mode }) =>
  vm.hasSnapshot
    ? {
        because: ({ it }) =>
          `${it} has snapshots, and with snapshots no disk can ${mode === 'assign' ? 'get' : 'leave'} an I/O filter`,
        remedy: 'Delete all snapshots of the virtual machine.',
      }
    : null;

/** A suspended machine takes no change of its devices (vSphere API reference, ReconfigVM_Task: InvalidPowerState). */
const suspended: VmRule = ({ vm }) =>
  vm.powerState === 'suspended'
    ? { because: ({ it }) => `${it} is suspended`, remedy: 'Resume it or power it off.' }
    : null;

/** Other states disable the same method; they are told by themselves. */
const busy: VmRule = (question) => {
  const { vm, disks } = question;
  if (disks === null || disks.reconfigurable) return null;
  const isExplained =
    vm.template ||
    vm.powerState === 'suspended' ||
    vm.connectionState !== 'connected' ||
    hostNotConnected(question) !== null;
  return isExplained
    ? null
    : {
        because: ({ it }) =>
          `vCenter lets nobody reconfigure ${it} at present; another task may work on ${it}`,
        remedy: 'Wait until its task has ended; Recent Tasks shows it.',
      };
};

const notInCluster: VmRule = ({ host, clusterName }) =>
  host === null || clusterName !== null
    ? null
    : {
        because: ({ it }) =>
          `${it} runs on ${host.name}, which is in no cluster; I/O filters are installed into clusters only`,
        remedy: 'Move it to a host in a cluster that carries the filter.',
      };

const hostUnknown: VmRule = ({ vm, host }) =>
  host !== null
    ? null
    : {
        because: ({ it }) =>
          vm.host === null
            ? `vCenter does not say on which host ${it} is`
            : `the host of ${it} (${vm.host.value}) cannot be looked at`,
        remedy: 'Register it on a host of a cluster that carries the filter.',
      };

const faultTolerance: VmRule = ({ vm }) =>
  vm.faultTolerant === true
    ? {
        because: ({ it }) =>
          `Fault Tolerance is on for ${it}, and it cannot be used together with I/O filters`,
        remedy: 'Turn Fault Tolerance off first.',
      }
    : null;

const hostWithoutFilter: VmRule = ({ host, clusterName, filter, fate }) => {
  if (host === null || clusterName === null || fate === 'comes') return null;
  if (fate === 'goes')
    return {
      because: ({ it }) => `the filter is to be removed from ${clusterName}, where ${it} runs`,
      remedy: `Leave the filter on ${clusterName}, or do not assign its policy there.`,
    };
  // A host that is away cannot tell its filters, and is a reason by itself.
  if (!isConnected(host) || ourHostFilter(host.filters, filter.identities) !== null) return null;
  return {
    because: ({ its }) => `${its} host ${host.name} does not carry the filter`,
    remedy: `Set the filter up on ${clusterName} first.`,
  };
};

const filterNotAvailable: VmRule = ({ host, clusterName, filter, fate }) => {
  if (host === null || fate !== 'stays' || !isConnected(host)) return null;
  const ours = ourHostFilter(host.filters, filter.identities);
  if (ours === null || ours.available) return null;
  return {
    because: ({ its }) => `the filter of ${its} host ${host.name} is not in working order`,
    remedy: `Repair the filter on ${clusterName ?? host.name} first.`,
  };
};

const noDisks: VmRule = ({ vm, disks }) =>
  (disks?.disks.length ?? vm.diskCount) === 0
    ? {
        because: ({ it }) => `${it} has no virtual disks`,
        remedy: 'Add a disk first; the policy belongs to disks.',
      }
    : null;

const missingPrivilege: VmRule = ({ vm, notEditableBy }) =>
  lacking(notEditableBy?.user, (who) => ({
    because: () => `${who} lacks the privilege ${EDIT_DEVICE} on ${vm.name}`,
    remedy: `Ask an administrator for a role with ${EDIT_DEVICE} (VirtualMachine.Config.EditDevice) on this virtual machine.`,
  }));

const serviceAccountPrivilege: VmRule = ({ vm, notEditableBy }) =>
  lacking(notEditableBy?.serviceAccount, (who) => ({
    because: () => `the service account ${who} lacks the privilege ${EDIT_DEVICE} on ${vm.name}`,
    remedy: `Give the role of the service account ${EDIT_DEVICE} (VirtualMachine.Config.EditDevice) on this virtual machine.`,
  }));

/** Taking the filter off the disks of a machine that is replicated would end its replication without a word. */
const replicationJob: VmRule = ({ jobNames = [] }) =>
  jobNames.length === 0
    ? null
    : {
        because: ({ it }) =>
          `${jobNames.length === 1 ? 'the job' : 'the jobs'} ${jobNames.join(', ')} of the replication product ${jobNames.length === 1 ? 'needs' : 'need'} the filter of ${it}`,
        remedy: `Finish or delete ${jobNames.length === 1 ? 'this job' : 'these jobs'} in the replication product first.`,
      };

const STATE_RULES: readonly (readonly [VmReasonCode, VmRule])[] = [
  ['hostNotConnected', hostNotConnected],
  ['notConnected', notConnected],
  ['template', template],
  ['snapshot', snapshot],
  ['suspended', suspended],
  ['busy', busy],
];

const ACCOUNT_RULES: readonly (readonly [VmReasonCode, VmRule])[] = [
  ['missingPrivilege', missingPrivilege],
  ['serviceAccountPrivilege', serviceAccountPrivilege],
];

/** In the order in which they are told. Losing the filter takes less than getting it. */
const RULES: Readonly<
  Record<EligibilityQuestion['mode'], readonly (readonly [VmReasonCode, VmRule])[]>
> = {
  assign: [
    ['notInCluster', notInCluster],
    ['hostUnknown', hostUnknown],
    ...STATE_RULES,
    ['faultTolerance', faultTolerance],
    ['hostWithoutFilter', hostWithoutFilter],
    ['filterNotAvailable', filterNotAvailable],
    ['noDisks', noDisks],
    ...ACCOUNT_RULES,
  ],
  unassign: [
    ...STATE_RULES,
    ['replicationJob', replicationJob],
    ['noDisks', noDisks],
    ...ACCOUNT_RULES,
  ],
};

/** All that stands against changing any disk of the machine. */
export function vmObstacles(question: EligibilityQuestion): readonly VmObstacle[] {
  return RULES[question.mode].flatMap(([code, rule]) => {
    const found = rule(question);
    return found === null ? [] : [{ code, ...found }];
  });
}

/** The same as reasons that name the machine. */
export function vmReasons(question: EligibilityQuestion): readonly VmReason[] {
  const { name } = question.vm;
  return vmObstacles(question).map(({ code, because, remedy }) => ({
    code,
    reason: `${asSentence(because({ it: name, its: possessive(name) }))}.`,
    remedy,
    diskKey: null,
  }));
}

/** Why the machine's disks cannot leave the filter, to follow the machine's name in a sentence; the first reason that has to be mended. */
export function firstObstacle(
  question: EligibilityQuestion,
): { readonly blocked: string; readonly remedy: string } | null {
  const [first] = vmObstacles(question);
  if (first === undefined) return null;
  return { blocked: first.because({ it: 'it', its: 'its' }), remedy: first.remedy };
}

function lacking(who: string | null | undefined, found: (who: string) => Found): Found | null {
  return who === null || who === undefined ? null : found(who);
}

function isConnected({ connectionState }: HostFacts): boolean {
  return connectionState === 'connected';
}

function possessive(name: string): string {
  return `${name}'s`;
}

/** Only words of ours get a capital letter; names stay as they are. */
function asSentence(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}
