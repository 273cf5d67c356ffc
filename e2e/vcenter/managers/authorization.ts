import { noPermission } from '../core/access.ts';
import { isRef, refKey, type ManagedObject, type Ref } from '../core/managed-object.ts';
import type { Registry } from '../core/registry.ts';
import type { Session } from '../core/session.ts';
import { userKey } from '../core/user-name.ts';
import type { Authorization } from '../core/vcenter.ts';
import { ROOT_FOLDER } from '../core/well-known.ts';
import {
  builtInPrivileges,
  impliedPrivileges,
  type Privilege,
} from './authorization-privileges.ts';

/** A role; the built-in ones have negative ids and cannot be changed. */
export interface Role {
  readonly roleId: number;
  readonly name: string;
  readonly system: boolean;
  readonly privileges: ReadonlySet<string>;
}

/** A user's role on an inventory object. */
export interface Grant {
  readonly entity: Ref;
  readonly principal: string;
  readonly roleId: number;
  readonly propagate: boolean;
}

const ADMIN_ROLE = -1;
const rootKey = refKey(ROOT_FOLDER);
const none: ReadonlySet<string> = new Set();

/**
 * Roles and permissions. A permission counts for its object and, when it propagates, for everything below; the nearest one on a line of ancestors wins,
 * and an object with two lines (a VM: folder and host) has what either gives. vSphere security documentation.
 */
export class RoleBook implements Authorization {
  readonly #registry: Registry;
  readonly #isEntity: (type: string) => boolean;
  readonly #privileges = new Map<string, Privilege>();
  readonly #roles = new Map<number, Role>();
  /** By user, then by object. */
  readonly #grants = new Map<string, Map<string, Grant>>();

  constructor(registry: Registry, isEntity: (type: string) => boolean) {
    this.#registry = registry;
    this.#isEntity = isEntity;
    for (const privilege of builtInPrivileges) this.#privileges.set(privilege.privId, privilege);
    this.#putSystemRole(ADMIN_ROLE, 'Admin', this.#privileges.keys());
    this.#putSystemRole(-2, 'ReadOnly', impliedPrivileges);
    this.#putSystemRole(-3, 'View', ['System.Anonymous', 'System.View']);
    this.#putSystemRole(-4, 'Anonymous', ['System.Anonymous']);
    this.#putSystemRole(-5, 'NoAccess', []);
  }

  /** All known privileges. */
  privileges(): readonly Privilege[] {
    return [...this.#privileges.values()];
  }

  isKnown(privilegeId: string): boolean {
    return this.#privileges.has(privilegeId);
  }

  /** Adds the privileges of an extension; the administrator's role has them at once. */
  addPrivileges(privileges: readonly Privilege[]): void {
    for (const privilege of privileges) this.#privileges.set(privilege.privId, privilege);
    this.#putSystemRole(ADMIN_ROLE, 'Admin', this.#privileges.keys());
  }

  roles(): readonly Role[] {
    return [...this.#roles.values()];
  }

  role(roleId: number): Role | undefined {
    return this.#roles.get(roleId);
  }

  /** Makes or replaces a role; the System privileges are always part of it. */
  putRole(roleId: number, name: string, privileges: readonly string[]): Role {
    const all = new Set([...impliedPrivileges, ...privileges]);
    const role = { roleId, name, system: false, privileges: all };
    this.#roles.set(roleId, role);
    return role;
  }

  /** Makes a role with the next free id. */
  addRole(name: string, privileges: readonly string[]): Role {
    const next = Math.max(0, ...this.#roles.keys()) + 1;
    return this.putRole(next, name, privileges);
  }

  removeRole(roleId: number): void {
    this.#roles.delete(roleId);
  }

  grants(): readonly Grant[] {
    return [...this.#grants.values()].flatMap((byEntity) => [...byEntity.values()]);
  }

  /** Gives a user a role on an object, in place of the one that the user has there. */
  grant(grant: Grant): void {
    const key = userKey(grant.principal);
    const byEntity = this.#grants.get(key) ?? new Map<string, Grant>();
    byEntity.set(refKey(grant.entity), grant);
    this.#grants.set(key, byEntity);
  }

  /** Takes a user's permission on an object away; false when there was none. */
  revoke(principal: string, entity: Ref): boolean {
    return this.#grants.get(userKey(principal))?.delete(refKey(entity)) ?? false;
  }

  has(userName: string, entity: Ref, privilegeId: string): boolean {
    return this.privilegesOn(userName, entity).has(privilegeId);
  }

  privilegesOn(userName: string, entity: Ref): ReadonlySet<string> {
    const grants = this.#grants.get(userKey(userName));
    if (grants === undefined || grants.size === 0) return none;
    const start = this.#isEntity(entity.type) ? entity : ROOT_FOLDER;
    if (grants.size === 1) {
      // The usual case, one propagating permission at the root, needs no walk through the inventory.
      const atRoot = grants.get(rootKey);
      if (atRoot?.propagate === true) return this.#privilegesOf(atRoot);
    }
    return this.#effective(grants, start, false);
  }

  require(session: Session, entities: readonly Ref[], privilegeIds: readonly string[]): void {
    for (const entity of entities) {
      const granted = this.privilegesOn(session.userName, entity);
      const missing = privilegeIds.find((privilegeId) => !granted.has(privilegeId));
      if (missing !== undefined) throw noPermission(entity, missing);
    }
  }

  #effective(
    grants: ReadonlyMap<string, Grant>,
    entity: Ref,
    inherited: boolean,
  ): ReadonlySet<string> {
    const own = grants.get(refKey(entity));
    if (own !== undefined && (own.propagate || !inherited)) return this.#privilegesOf(own);
    const object = this.#registry.find(entity);
    const lines = object === undefined ? [] : parentsOf(object);
    const sets = lines.map((parent) => this.#effective(grants, parent, true));
    return sets.length < 2 ? (sets[0] ?? none) : new Set(sets.flatMap((set) => [...set]));
  }

  #privilegesOf(grant: Grant): ReadonlySet<string> {
    return this.#roles.get(grant.roleId)?.privileges ?? none;
  }

  #putSystemRole(roleId: number, name: string, privileges: Iterable<string>): void {
    this.#roles.set(roleId, { roleId, name, system: true, privileges: new Set(privileges) });
  }
}

/** The objects from which permissions come down to this one. */
function parentsOf({ ref, properties }: ManagedObject): Ref[] {
  const pool = ref.type === 'VirtualMachine' ? properties['resourcePool'] : undefined;
  return [properties['parent'], pool].filter(isRef);
}
