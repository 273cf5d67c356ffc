import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import { VimFault } from '../../src/domain/vim-fault.ts';
import type { MissingPrivilege, Privileges } from '../../src/ports/vcenter.ts';
import type { FakeLine } from './fake-line.ts';
import { objectNotFound } from './fake-world.ts';
import type { FakeWorld } from './fake-world.ts';

export class FakePrivileges implements Privileges {
  readonly #world: FakeWorld;
  readonly #line: FakeLine;

  constructor(world: FakeWorld, line: FakeLine) {
    this.#world = world;
    this.#line = line;
  }

  missingForSession(
    sessionKey: string,
    objects: readonly ManagedObjectReference[],
    privileges: readonly string[],
  ): Promise<readonly MissingPrivilege[]> {
    return this.#missing(sessionKey, objects, privileges);
  }

  missingForUser(
    userName: string,
    objects: readonly ManagedObjectReference[],
    privileges: readonly string[],
  ): Promise<readonly MissingPrivilege[]> {
    const account = `session-${userName.split('\\')[1] ?? userName}`;
    if (this.#world.denials.has(account)) return this.#missing(account, objects, privileges);
    return this.#line.call('HasUserPrivilegeOnEntities', () =>
      objects.flatMap((object) => privileges.map((privilege) => ({ object, privilege }))),
    );
  }

  missingForServiceAccount(
    objects: readonly ManagedObjectReference[],
    privileges: readonly string[],
  ): Promise<readonly MissingPrivilege[]> {
    return this.#missing('service', objects, privileges);
  }

  #missing(
    account: string,
    objects: readonly ManagedObjectReference[],
    privileges: readonly string[],
  ): Promise<readonly MissingPrivilege[]> {
    return this.#line.call('HasPrivilegeOnEntities', () => {
      const denials = this.#world.denials.get(account);
      if (denials === undefined) throw new VimFault('InvalidArgument', 'Unknown session.');
      return objects.flatMap((object) => {
        if (!this.#world.isKnown(object)) throw objectNotFound(object);
        return privileges
          .filter((privilege) =>
            denials.some((row) => row.objectId === object.value && row.privilege === privilege),
          )
          .map((privilege) => ({ object, privilege }));
      });
    });
  }
}
