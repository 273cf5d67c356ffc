import type { HostName, Operation } from './operation';
import { operationMessages } from './operation-messages';

/** What the question before an operation says. */
export interface OperationView {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly action: string;
  readonly isDangerous: boolean;
  /** Hosts that may leave, one of them; empty when the operation is about no host that has to be emptied. */
  readonly hosts: readonly HostName[];
}

export function operationView(operation: Operation): OperationView {
  const { resolve, enterMaintenance, exitMaintenance, cancel } = operationMessages;
  const rest = { isDangerous: false, hosts: [] };
  switch (operation.kind) {
    case 'resolve': {
      const what = operation.host?.name ?? operation.clusterName;
      const { action, detail } = resolve;
      return { ...rest, action, heading: resolve.heading(what), lines: [detail] };
    }
    case 'enterMaintenance':
      return {
        ...rest,
        hosts: operation.hosts,
        heading: enterMaintenance.heading,
        action: operation.continues ? enterMaintenance.actionContinue : enterMaintenance.action,
        lines: [
          ...(operation.hosts.length === 1 ? [operation.hosts[0]?.name ?? ''] : []),
          enterMaintenance.detail,
          ...(operation.hosts.length > 1 ? [enterMaintenance.oneAtATime] : []),
          ...(operation.continues ? [enterMaintenance.continues] : []),
        ],
      };
    case 'exitMaintenance': {
      const { action, detail, heading } = exitMaintenance;
      return { ...rest, action, heading: heading(operation.host.name), lines: [detail] };
    }
    case 'cancel':
      return {
        ...rest,
        isDangerous: true,
        heading: cancel.heading(operation.clusterName),
        action: cancel.action,
        lines: [operation.isQueued ? cancel.queued : cancel.running],
      };
  }
}
