import type { ClusterActivity } from '../domain/activity.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { PRIVILEGE_NAMES, privilegesFor } from '../domain/privilege.ts';
import type { PrivilegeId } from '../domain/privilege.ts';
import { Problem } from '../domain/problem.ts';
import type { AuthenticatedUser, VcenterConnection } from '../ports/vcenter.ts';
import { visibilityFor } from './visibility.ts';
import type { Visibility } from './visibility.ts';

const EDIT_DEVICE: PrivilegeId = 'VirtualMachine.Config.EditDevice';

type Row = Pick<ClusterActivity, 'action' | 'clusterId' | 'clusterName'>;

interface Asked<R extends Row> {
  readonly row: R;
  readonly objects: readonly ManagedObjectReference[];
}

/**
 * Who stops work could as well have started it: the same privileges on the hosts, and on the machines that are still to be changed. One question
 * for each of these kinds, whatever the number of clusters. Throws Problem `notPermitted`.
 */
export async function refuseUnlessMayCancel<R extends Row>(
  connection: VcenterConnection,
  user: AuthenticatedUser,
  asked: {
    readonly rows: readonly R[];
    readonly machinesOf: (row: R) => readonly ManagedObjectReference[];
  },
): Promise<void> {
  const onHosts = asked.rows.filter((row) => neededFor(row).length > 0);
  const hosts = await hostsOf(connection, onHosts);
  const machines = asked.rows.map((row) => ({ row, objects: asked.machinesOf(row) }));
  await Promise.all([
    refuseUnlessPermitted(connection, user, hosts),
    refuseUnlessEditable(connection, user, machines),
  ]);
}

/** The same privileges on the hosts as for starting it. Throws Problem `notPermitted`. */
export async function refuseUnlessPermitted(
  { privileges }: VcenterConnection,
  user: AuthenticatedUser,
  asked: readonly Asked<Row>[],
): Promise<void> {
  const all = [...new Set(asked.flatMap(({ row }) => neededFor(row)))];
  const hosts = asked.flatMap(({ objects }) => objects);
  const visible = await visibilityFor(privileges, user, hosts, all);
  for (const { row, objects } of asked) {
    const needed = neededFor(row);
    const lacking = needed.filter((privilege) => lacks(visible, objects, privilege));
    if (lacking.length === 0 && objects.every((host) => visible.canSee(host))) continue;
    const names = (lacking.length === 0 ? needed : lacking).map((each) => PRIVILEGE_NAMES[each]);
    throw new Problem(
      'notPermitted',
      `You need ${names.join(' and ')} on every host of ${row.clusterName}.`,
    );
  }
}

async function refuseUnlessEditable(
  { privileges }: VcenterConnection,
  user: AuthenticatedUser,
  asked: readonly Asked<Row>[],
): Promise<void> {
  const machines = asked.flatMap(({ objects }) => objects);
  const visible = await visibilityFor(privileges, user, machines, [EDIT_DEVICE]);
  const gone = new Set(visible.gone.map(({ value }) => value));
  for (const { row, objects } of asked) {
    const isHidden = objects.some((vm) => !gone.has(vm.value) && !visible.canSee(vm));
    if (isHidden || lacks(visible, objects, EDIT_DEVICE))
      throw new Problem(
        'notPermitted',
        `You need ${PRIVILEGE_NAMES[EDIT_DEVICE]} on every virtual machine of ${row.clusterName} that is to be changed.`,
      );
  }
}

function lacks(
  { missing }: Visibility,
  objects: readonly ManagedObjectReference[],
  privilege: PrivilegeId,
): boolean {
  const without = new Set(
    missing.filter((row) => row.privilege === privilege).map(({ object }) => object.value),
  );
  return objects.some(({ value }) => without.has(value));
}

async function hostsOf<R extends Row>(
  { inventory }: VcenterConnection,
  rows: readonly R[],
): Promise<readonly Asked<R>[]> {
  if (rows.length === 0) return [];
  const { clusters } = await inventory.read();
  const byId = new Map(clusters.map(({ ref, hosts }) => [ref.value, hosts]));
  return rows.map((row) => {
    const hosts = byId.get(row.clusterId) ?? [];
    return { row, objects: hosts.map(({ ref }) => ref) };
  });
}

function neededFor({ action }: Pick<Row, 'action'>): readonly PrivilegeId[] {
  return action === 'skip' || action === 'refuse' ? [] : privilegesFor(action);
}
