import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import type { MissingPrivilege, Privileges } from '../../ports/vcenter.ts';
import { asList, listOf, member, referenceOf, textOf } from '../decoded.ts';
import type { VimSession } from '../vim-session.ts';

/** `AuthorizationManager` (vSphere API reference): one call for any number of objects. */
export class VimPrivileges implements Privileges {
  readonly #session: VimSession;
  readonly #manager: ManagedObjectReference;

  constructor(session: VimSession, manager: ManagedObjectReference) {
    this.#session = session;
    this.#manager = manager;
  }

  async missingForSession(
    sessionKey: string,
    objects: readonly ManagedObjectReference[],
    privileges: readonly string[],
  ): Promise<readonly MissingPrivilege[]> {
    if (objects.length === 0 || privileges.length === 0) return [];
    const answer = await this.#session.send({
      target: this.#manager,
      operation: 'HasPrivilegeOnEntities',
      args: { entity: objects, sessionId: sessionKey, privId: privileges },
    });
    return missingIn(answer, objects, privileges);
  }

  async missingForUser(
    userName: string,
    objects: readonly ManagedObjectReference[],
    privileges: readonly string[],
  ): Promise<readonly MissingPrivilege[]> {
    if (objects.length === 0 || privileges.length === 0) return [];
    const answer = await this.#session.send({
      target: this.#manager,
      operation: 'HasUserPrivilegeOnEntities',
      args: { entities: objects, userName, privId: privileges },
    });
    return missingIn(answer, objects, privileges);
  }

  missingForServiceAccount(
    objects: readonly ManagedObjectReference[],
    privileges: readonly string[],
  ): Promise<readonly MissingPrivilege[]> {
    return this.#session.acrossRenewal(() =>
      this.missingForSession(this.#session.user.key, objects, privileges),
    );
  }
}

/** What vCenter does not say is granted counts as missing, also for an object that it left out. */
function missingIn(
  answer: unknown,
  objects: readonly ManagedObjectReference[],
  privileges: readonly string[],
): readonly MissingPrivilege[] {
  const granted = grantedIn(answer);
  const missing: MissingPrivilege[] = [];
  for (const object of objects) {
    const held = granted.get(object.value) ?? [];
    // Asked about tens of thousands of objects, most of which lack nothing.
    for (const privilege of privileges)
      if (!held.includes(privilege)) missing.push({ object, privilege });
  }
  return missing;
}

function grantedIn(answer: unknown): ReadonlyMap<string, readonly string[]> {
  const granted = new Map<string, readonly string[]>();
  for (const entry of asList(answer)) {
    const held: string[] = [];
    for (const availability of listOf(entry, 'privAvailability'))
      if (member(availability, 'isGranted') === true) held.push(textOf(availability, 'privId'));
    granted.set(referenceOf(entry, 'entity').value, held);
  }
  return granted;
}
