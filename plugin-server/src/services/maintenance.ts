import type { HostFacts } from '../domain/inventory-facts.ts';
import { PRIVILEGE_NAMES } from '../domain/privilege.ts';
import { Problem } from '../domain/problem.ts';
import type { ActivityRunner } from '../ports/activity-runner.ts';
import type { EvacuationForecast } from '../ports/host-maintenance.ts';
import type { AuthenticatedUser, VcenterConnection, Vcenters } from '../ports/vcenter.ts';
import type { AuditTrail } from './audit-trail.ts';
import { notFound, visibilityFor } from './visibility.ts';
import type { MaintenanceUseCases } from './work-use-cases.ts';

/** Emptying a host may take hours, and vCenter's task can be cancelled; a limit would only end it half way. */
const NO_TIME_LIMIT = { timeoutSeconds: 0 };

const PRIVILEGE = 'Host.Config.Maintenance';

interface Parts {
  readonly vcenters: Pick<Vcenters, 'connect'>;
  readonly runner: Pick<ActivityRunner, 'entersMaintenanceMode'>;
  readonly trail: AuditTrail;
}

/** Maintenance mode of hosts and the forecast that goes before it, authorised with the user's own privileges. */
export class Maintenance implements MaintenanceUseCases {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async setMaintenanceMode(
    user: AuthenticatedUser,
    hostId: string,
    enter: boolean,
  ): Promise<string> {
    const action = enter ? 'host.enterMaintenanceMode' : 'host.exitMaintenanceMode';
    const { taskId } = await this.#parts.trail.record(
      { user, action, target: hostId },
      () => this.#setMaintenanceMode(user, hostId, enter),
      ({ taskId, account, target }) => ({ detail: `vCenter's task ${taskId}.`, account, target }),
    );
    return taskId;
  }

  async forecast(
    user: AuthenticatedUser,
    clusterId: string,
  ): Promise<readonly (EvacuationForecast & { readonly hostName: string })[]> {
    const connection = await this.#parts.vcenters.connect(user.vcGuid);
    const cluster = { type: 'ClusterComputeResource', value: clusterId };
    const facts = await connection.inventory.readCluster(cluster);
    const hosts = (facts?.hosts ?? []).filter((host) => host.connectionState === 'connected');
    const objects = facts === null ? [] : [facts.ref, ...hosts.map(({ ref }) => ref)];
    const visible = await visibilityFor(connection.privileges, user, objects, [PRIVILEGE]);
    if (facts === null || !visible.canSee(cluster)) throw notFound('cluster', clusterId);
    // It answers for hosts only; whoever may not empty one learns nothing of what runs on it.
    const own = hosts.filter(
      ({ ref }) =>
        visible.canSee(ref) && !visible.missing.some(({ object }) => object.value === ref.value),
    );
    if (own.length === 0 && hosts.length > 0) throw lacksPrivilege(facts.name);
    const names = new Map(own.map(({ ref, name }) => [ref.value, name]));
    const answers = await connection.hostMaintenance.forecast(
      cluster,
      own.map(({ ref }) => ref),
    );
    return answers.map((row) => ({ ...row, hostName: names.get(row.host.value) ?? '' }));
  }

  async #setMaintenanceMode(
    user: AuthenticatedUser,
    hostId: string,
    enter: boolean,
  ): Promise<{ readonly taskId: string; readonly account: string; readonly target: string }> {
    const connection = await this.#parts.vcenters.connect(user.vcGuid);
    const host = await permittedHost(connection, user, hostId);
    if (host.inMaintenanceMode === enter)
      throw new Problem(
        'invalidRequest',
        `${host.name} is ${enter ? 'in maintenance mode already' : 'not in maintenance mode'}.`,
      );
    const { hostMaintenance, serviceAccount: account } = connection;
    const target = `${host.name} (${hostId})`;
    if (!enter) return { taskId: (await hostMaintenance.exit(host.ref)).value, account, target };
    const task = await hostMaintenance.enter(host.ref, NO_TIME_LIMIT);
    this.#parts.runner.entersMaintenanceMode(connection, hostId, task);
    return { taskId: task.value, account, target };
  }
}

async function permittedHost(
  { inventory, privileges }: VcenterConnection,
  user: AuthenticatedUser,
  hostId: string,
): Promise<HostFacts> {
  const ref = { type: 'HostSystem', value: hostId };
  const host = await inventory.readHost(ref);
  const visible = await visibilityFor(privileges, user, host === null ? [] : [ref], [PRIVILEGE]);
  if (host === null || !visible.canSee(ref)) throw notFound('host', hostId);
  if (visible.missing.length > 0) throw lacksPrivilege(host.name);
  return host;
}

function lacksPrivilege(name: string): Problem {
  return new Problem('notPermitted', `You need ${PRIVILEGE_NAMES[PRIVILEGE]} on ${name}.`);
}
