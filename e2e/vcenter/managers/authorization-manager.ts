import type { DataObject, Ref } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import { canonicalUserName, userKey } from '../core/user-name.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { VimFault, invalidArgument } from '../core/vim-fault.ts';
import { AUTHORIZATION_MANAGER } from '../core/well-known.ts';
import type { Grant, Role, RoleBook } from './authorization.ts';

/** Adds the authorization manager and its methods. */
export function installAuthorizationManager(vcenter: Vcenter, book: RoleBook): void {
  const { registry, methods } = vcenter;
  registry.put({
    ref: AUTHORIZATION_MANAGER,
    properties: {},
    computed: {
      privilegeList: () =>
        book.privileges().map((privilege) => ({ ...privilege, onParent: false })),
      roleList: () => book.roles().map(authorizationRole),
    },
  });
  const define: Define = (name, handler) =>
    methods.define('AuthorizationManager', name, (call) => handler(book, call));
  define('AddAuthorizationRole', addRole);
  define('UpdateAuthorizationRole', updateRole);
  define('RemoveAuthorizationRole', removeRole);
  define('RetrieveAllPermissions', () => book.grants().map(permission));
  define('RetrieveRolePermissions', (_, { args }) => {
    const { roleId } = existingRole(book, args['roleId'] as number);
    return book
      .grants()
      .filter((grant) => grant.roleId === roleId)
      .map(permission);
  });
  define('RetrieveEntityPermissions', entityPermissions);
  define('SetEntityPermissions', setPermissions);
  define('RemoveEntityPermission', (_, { args }) => {
    const removed = book.revoke(args['user'] as string, args['entity'] as Ref);
    if (!removed) throw new VimFault('NotFound');
  });
  defineQuestions(book, define);
}

type Define = (name: string, handler: (book: RoleBook, call: Call) => unknown) => void;

/** The methods that ask who may do what. */
function defineQuestions(book: RoleBook, define: Define): void {
  define('HasPrivilegeOnEntity', (_, call) => {
    const { userName } = sessionOf(call);
    const entity = call.args['entity'] as Ref;
    return knownPrivileges(book, call).map((id) => book.has(userName, entity, id));
  });
  define('HasPrivilegeOnEntities', (_, call) => {
    const { userName } = sessionOf(call);
    return entityPrivileges(book, call, { userName, entities: call.args['entity'] as Ref[] });
  });
  define('HasUserPrivilegeOnEntities', (_, call) => {
    const { userName, entities } = userAndEntities(call);
    return entityPrivileges(book, call, { userName, entities });
  });
  define('FetchUserPrivilegeOnEntities', (_, call) => {
    const { userName, entities } = userAndEntities(call);
    return entities.map((entity) => ({
      entity,
      privileges: [...book.privilegesOn(userName, entity)],
    }));
  });
}

function authorizationRole(role: Role): DataObject {
  return {
    roleId: role.roleId,
    system: role.system,
    name: role.name,
    info: { label: role.name, summary: role.name },
    privilege: [...role.privileges],
  };
}

function permission(grant: Grant): DataObject {
  return {
    entity: grant.entity,
    principal: canonicalUserName(grant.principal),
    group: false,
    roleId: grant.roleId,
    propagate: grant.propagate,
  };
}

function sessionOf({ vcenter, args }: Call): { userName: string } {
  const session = vcenter.sessions.byKey(args['sessionId'] as string);
  if (session === undefined) throw invalidArgument('sessionId');
  return session;
}

function userAndEntities(call: Call): { userName: string; entities: Ref[] } {
  return { userName: call.args['userName'] as string, entities: call.args['entities'] as Ref[] };
}

function knownPrivileges(book: RoleBook, { args }: Call): string[] {
  const ids = args['privId'] as string[];
  const unknown = ids.find((id) => !book.isKnown(id));
  if (unknown !== undefined) {
    throw invalidArgument('privId', `The privilege ${unknown} is not known.`);
  }
  return ids;
}

function entityPrivileges(
  book: RoleBook,
  call: Call,
  { userName, entities }: { userName: string; entities: Ref[] },
): DataObject[] {
  const ids = knownPrivileges(book, call);
  return entities.map((entity) => {
    const granted = book.privilegesOn(userName, entity);
    return {
      entity,
      privAvailability: ids.map((privId) => ({ privId, isGranted: granted.has(privId) })),
    };
  });
}

function existingRole(book: RoleBook, roleId: number): Role {
  const role = book.role(roleId);
  if (role === undefined) throw new VimFault('NotFound');
  return role;
}

/** Built-in roles cannot be changed. vSphere API reference. */
function changeableRole(book: RoleBook, roleId: number): Role {
  const role = existingRole(book, roleId);
  if (role.system) throw invalidArgument('roleId');
  return role;
}

function addRole(book: RoleBook, call: Call): number {
  const name = call.args['name'] as string;
  if (book.roles().some((role) => role.name === name)) {
    throw new VimFault('AlreadyExists', { name });
  }
  return book.addRole(name, privIds(book, call)).roleId;
}

function updateRole(book: RoleBook, call: Call): void {
  const { roleId } = changeableRole(book, call.args['roleId'] as number);
  book.putRole(roleId, call.args['newName'] as string, privIds(book, call));
}

function removeRole(book: RoleBook, { args }: Call): void {
  const { roleId } = changeableRole(book, args['roleId'] as number);
  const used = book.grants().filter((grant) => grant.roleId === roleId);
  if (args['failIfUsed'] === true && used.length > 0) throw new VimFault('RemoveFailed');
  for (const { principal, entity } of used) book.revoke(principal, entity);
  book.removeRole(roleId);
}

function privIds(book: RoleBook, call: Call): string[] {
  const ids = call.args['privIds'] as string[];
  const unknown = ids.find((id) => !book.isKnown(id));
  if (unknown !== undefined) throw invalidArgument('privIds');
  return ids;
}

function entityPermissions(book: RoleBook, { vcenter, args }: Call): DataObject[] {
  const line = [args['entity'] as Ref];
  for (let at = line[0]; args['inherited'] === true && at !== undefined;) {
    at = vcenter.registry.find(at)?.properties['parent'] as Ref | undefined;
    if (at !== undefined) line.push(at);
  }
  const seen = new Set<string>();
  return line.flatMap((entity, depth) =>
    book
      .grants()
      .filter((grant) => grant.entity.value === entity.value && (depth === 0 || grant.propagate))
      .filter(({ principal }) => !seen.has(userKey(principal)) && seen.add(userKey(principal)))
      .map(permission),
  );
}

function setPermissions(book: RoleBook, { args }: Call): void {
  const entity = args['entity'] as Ref;
  for (const each of args['permission'] as DataObject[]) {
    const { roleId } = existingRole(book, each['roleId'] as number);
    const principal = each['principal'] as string;
    book.grant({ entity, principal, roleId, propagate: each['propagate'] === true });
  }
}
