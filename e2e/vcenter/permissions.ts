import type { Ref } from './core/managed-object.ts';
import type { Registry } from './core/registry.ts';
import { ROOT_FOLDER } from './core/well-known.ts';
import type { RoleBook } from './managers/authorization.ts';
import type { User } from './managers/session-store.ts';
import type { Scenario } from './scenario/scenario-schema.ts';

/** The built-in roles by the names that scenarios use. */
const builtInRoles: Readonly<Record<string, string>> = { Administrator: 'Admin' };

/** The users of a scenario who can log in: those with a password. */
export function usersOf(scenario: Scenario): User[] {
  return scenario.users.flatMap(({ name, password, fullName }) =>
    password === undefined ? [] : [{ userName: name, password, fullName }],
  );
}

/** Makes the roles of a scenario. Throws when one names a privilege that vSphere does not have. */
export function placeRoles(book: RoleBook, scenario: Scenario): void {
  for (const { name, privileges } of scenario.roles) {
    const unknown = privileges.filter((privilege) => !book.isKnown(privilege));
    if (unknown.length > 0) {
      throw new Error(`The role ${name} has unknown privileges: ${unknown.join(', ')}`);
    }
    book.addRole(name, privileges);
  }
}

/** Grants the permissions of a scenario on its inventory. Throws for a role or an object that does not exist. */
export function placePermissions(book: RoleBook, registry: Registry, scenario: Scenario): void {
  const byName = new Map<unknown, Ref>(
    registry.ofType('ManagedEntity').map(({ ref, properties }) => [properties['name'], ref]),
  );
  byName.set('root', ROOT_FOLDER);
  for (const { name: principal, permissions } of scenario.users) {
    for (const { role: roleName, entity: entityName, propagate } of permissions) {
      const wanted = builtInRoles[roleName] ?? roleName;
      const role = book.roles().find(({ name }) => name === wanted);
      const entity = byName.get(entityName);
      if (role === undefined) throw new Error(`There is no role ${roleName} for ${principal}.`);
      if (entity === undefined) throw new Error(`There is no ${entityName} for ${principal}.`);
      book.grant({ entity, principal, roleId: role.roleId, propagate });
    }
  }
}
