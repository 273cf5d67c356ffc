import type { OperationsApi } from '../api/operations-api';
import type { Operation } from './operation';
import { operationMessages } from './operation-messages';

/** Carries out what was confirmed, and says in a sentence what has been started. Rejects with an `ApiProblem`. */
export async function carryOut(
  api: Pick<OperationsApi, 'cancel' | 'resolve' | 'setMaintenanceMode'>,
  operation: Operation,
  chosenHostId: string,
): Promise<string> {
  const { vcGuid, clusterId } = operation;
  switch (operation.kind) {
    case 'resolve': {
      const activity = await api.resolve(vcGuid, clusterId, operation.host?.id ?? null);
      return operationMessages.resolve.done(activity.title);
    }
    case 'enterMaintenance': {
      const host = operation.hosts.find(({ id }) => id === chosenHostId);
      const { taskId } = await api.setMaintenanceMode(vcGuid, chosenHostId, true);
      return operationMessages.enterMaintenance.done(host?.name ?? chosenHostId, taskId);
    }
    case 'exitMaintenance': {
      const { taskId } = await api.setMaintenanceMode(vcGuid, operation.host.id, false);
      return operationMessages.exitMaintenance.done(operation.host.name, taskId);
    }
    case 'cancel':
      await api.cancel(vcGuid, operation.activityId, clusterId);
      return operationMessages.cancel.done(operation.clusterName);
  }
}
