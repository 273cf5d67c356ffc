import { VimFault } from '../core/vim-fault.ts';

/** Why a filter could not be put on a host; the words follow the agent manager's own issue types. */
export type IssueKind =
  | 'cannotAccessVib'
  | 'certificateNotTrusted'
  | 'invalidVib'
  | 'acceptanceLevel'
  | 'secureBoot'
  | 'platform'
  | 'hostDisconnected'
  | 'maintenanceModeRequired'
  | 'rebootRequired'
  | 'injected';

/**
 * A failure that `QueryIoFilterIssues` reports for a host. Which fault types a real vCenter puts there is not documented; these are the
 * simulation's choice, the texts say what an admin would read.
 */
const faultTypes: Readonly<Record<IssueKind, string>> = {
  cannotAccessVib: 'PlatformConfigFault',
  certificateNotTrusted: 'PlatformConfigFault',
  invalidVib: 'PlatformConfigFault',
  acceptanceLevel: 'PlatformConfigFault',
  secureBoot: 'PlatformConfigFault',
  platform: 'PlatformConfigFault',
  hostDisconnected: 'HostNotConnected',
  maintenanceModeRequired: 'InvalidState',
  rebootRequired: 'PlatformConfigFault',
  injected: 'PlatformConfigFault',
};

/** Thrown by the steps of an operation; becomes the issue of one host or of all. */
export class FilterIssue extends Error {
  readonly kind: IssueKind;
  readonly #fault: VimFault | undefined;

  constructor(kind: IssueKind, message: string, fault?: VimFault) {
    super(message);
    this.name = 'FilterIssue';
    this.kind = kind;
    this.#fault = fault;
  }

  /** The issue as vCenter reports it. */
  toFault(): VimFault {
    if (this.#fault !== undefined) return this.#fault;
    const type = faultTypes[this.kind];
    const members = type === 'PlatformConfigFault' ? { text: this.message } : {};
    return new VimFault(type, members, this.message);
  }
}
