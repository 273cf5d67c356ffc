import type { Vcenter } from '../core/vcenter.ts';
import type { CallLog, CallRecord } from './call-log.ts';
import type { FaultRule, FaultRuleInput, FaultRules } from './fault-rules.ts';
import type { HostControls } from './host-controls.ts';
import type { VmControls } from './vm-controls.ts';

/** What a test or the demo may do to a running simulated vCenter from outside its APIs; the HTTP control API has the same. */
export interface Control extends HostControls, VmControls {
  /** The calls received, or those of one method. */
  calls(method?: string): readonly CallRecord[];
  clearCalls(): void;
  /** Makes calls fail. Throws `ZodError` for a rule that is not well-formed. */
  addFault(rule: FaultRuleInput): FaultRule;
  faults(): readonly FaultRule[];
  removeFault(id: string): boolean;
  clearFaults(): void;
  /** Ends sessions as an idle timeout would; answers how many. */
  expireSessions(userName?: string): number;
  setClockFactor(factor: number): void;
  /** Trusts one more root (PEM) when bundles are downloaded, as adding it to TRUSTED_ROOTS does. */
  trustRoot(pem: string): void;
  /** Logs a user in at the simulated vSphere Client and answers a token for a plug-in's UI. Throws `InvalidLogin`. */
  issueUiToken(userName: string, password: string): string;
  /** Stops serving, forgets all sessions, and serves again after `downMs` real milliseconds; inventory and extensions stay. */
  restart(downMs?: number): Promise<void>;
  state(): ControlState;
  /** Mistakes of the simulator itself so far; a test that meets one should fail. */
  bugs(): readonly string[];
}

/** A summary for people. */
export interface ControlState {
  readonly instanceUuid: string;
  readonly apiVersion: string;
  readonly clockFactor: number;
  readonly sessions: readonly string[];
  readonly objects: Readonly<Record<string, number>>;
  readonly calls: number;
  readonly extensions: readonly string[];
  readonly bugs: readonly string[];
}

/** The parts that the controls reach into. */
export interface ControlParts {
  readonly vcenter: Vcenter;
  readonly log: CallLog;
  readonly rules: FaultRules;
  readonly hosts: HostControls;
  readonly vms: VmControls;
  /** Adds a PEM to the roots that this vCenter trusts. */
  readonly trustRoot: (pem: string) => void;
  readonly bugs: readonly string[];
  readonly restart: (downMs: number) => Promise<void>;
}

const clientOrigin = { ipAddress: '127.0.0.1', userAgent: 'simulated vSphere Client' };
const counted = ['ClusterComputeResource', 'HostSystem', 'VirtualMachine', 'Datastore', 'Task'];

/** Binds the controls to a running simulated vCenter. */
export function createControl(parts: ControlParts): Control {
  const { vcenter, log, rules, bugs } = parts;
  return {
    ...parts.hosts,
    ...parts.vms,
    trustRoot: (pem) => parts.trustRoot(pem),
    calls: (method) => log.list(method),
    clearCalls: () => log.clear(),
    addFault: (rule) => rules.add(rule),
    faults: () => rules.list(),
    removeFault: (id) => rules.remove(id),
    clearFaults: () => rules.clear(),
    expireSessions: (userName) => vcenter.sessions.expire(userName),
    setClockFactor: (factor) => vcenter.clock.setFactor(factor),
    issueUiToken: (userName, password) => {
      const session = vcenter.sessions.login(userName, password, clientOrigin);
      return vcenter.sessions.issueUiToken(session);
    },
    restart: (downMs = 0) => parts.restart(downMs),
    state: () => stateOf(parts),
    bugs: () => bugs,
  };
}

function stateOf({ vcenter, log, bugs }: ControlParts): ControlState {
  const { registry, clock, sessions, about } = vcenter;
  const extensions = registry
    .ofType('ExtensionManager')
    .flatMap(({ computed }) => (computed?.['extensionList']?.({}) ?? []) as { key: string }[]);
  return {
    instanceUuid: about.instanceUuid,
    apiVersion: about.apiVersion,
    clockFactor: clock.factor,
    sessions: sessions.list().map(({ userName }) => userName),
    objects: Object.fromEntries(counted.map((type) => [type, registry.ofType(type).length])),
    calls: log.list().length,
    extensions: extensions.map(({ key }) => key),
    bugs,
  };
}
