import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { PrivilegeId } from '../domain/privilege.ts';
import { Problem } from '../domain/problem.ts';
import { VimFault } from '../domain/vim-fault.ts';
import type { AuthenticatedUser, MissingPrivilege, Privileges } from '../ports/vcenter.ts';

/** What a user may do with a set of objects; made by one call to vCenter. */
export interface Visibility {
  canSee(object: ManagedObjectReference): boolean;
  /** What is missing besides reading, on objects that can be seen. */
  readonly missing: readonly MissingPrivilege[];
  /** What vCenter says it does not have any more. */
  readonly gone: readonly ManagedObjectReference[];
}

/** The questions about a user. */
export type UserPrivileges = Pick<Privileges, 'missingForSession' | 'missingForUser'>;

const READ: PrivilegeId = 'System.Read';

/** Asks once what the user may read among the objects, and which of the other privileges they lack there. What is gone cannot be seen. */
export async function visibilityFor(
  privileges: UserPrivileges,
  user: AuthenticatedUser,
  objects: readonly ManagedObjectReference[],
  others: readonly PrivilegeId[] = [],
): Promise<Visibility> {
  return askWithoutGone(objects, async (left) => {
    const missing =
      left.length === 0 ? [] : await missingFor(privileges, user, left, [READ, ...others]);
    const present = new Set(left.map(keyOf));
    const gone = objects.filter((object) => !present.has(keyOf(object)));
    return { ...answered(left, missing), gone };
  });
}

/**
 * Asks one question about many objects. vCenter refuses the whole question for one object that was removed since we learned of it, so it
 * is asked again without that one; the answer then simply lacks it.
 */
export async function askWithoutGone<T>(
  objects: readonly ManagedObjectReference[],
  ask: (objects: readonly ManagedObjectReference[]) => Promise<T>,
): Promise<T> {
  try {
    return await ask(objects);
  } catch (error) {
    // Expected: ManagedObjectNotFound, which names the object.
    const gone = goneObject(error);
    const left = objects.filter((object) => keyOf(object) !== gone);
    if (gone === null || left.length === objects.length) throw error;
    return askWithoutGone(left, ask);
  }
}

/** What a user lacks on these objects, whether a session or an API token lets them in. */
export function missingFor(
  privileges: UserPrivileges,
  user: AuthenticatedUser,
  objects: readonly ManagedObjectReference[],
  wanted: readonly string[],
): Promise<readonly MissingPrivilege[]> {
  return user.sessionKey === null
    ? privileges.missingForUser(user.userName, objects, wanted)
    : privileges.missingForSession(user.sessionKey, objects, wanted);
}

function answered(
  objects: readonly ManagedObjectReference[],
  missing: readonly MissingPrivilege[],
): Omit<Visibility, 'gone'> {
  const asked = new Set(objects.map(keyOf));
  const hidden = new Set(
    missing.filter((row) => row.privilege === READ).map((row) => keyOf(row.object)),
  );
  return {
    canSee: (object) => asked.has(keyOf(object)) && !hidden.has(keyOf(object)),
    missing: missing.filter((row) => row.privilege !== READ && !hidden.has(keyOf(row.object))),
  };
}

/** One and the same answer for what is not there and what the user may not see, so that nothing can be probed. */
export function notFound(what: string, id: string): Problem {
  return new Problem('notFound', `There is no ${what} ${id}, or you may not see it.`);
}

/** The object that a ManagedObjectNotFound names in its member `obj`. */
function goneObject(error: unknown): string | null {
  if (!(error instanceof VimFault) || error.type !== 'ManagedObjectNotFound') return null;
  const obj = error.members['obj'];
  if (typeof obj !== 'object' || obj === null || !('type' in obj) || !('value' in obj)) return null;
  return `${String(obj.type)}:${String(obj.value)}`;
}

/** Tells one object from another. */
export function keyOf(object: ManagedObjectReference): string {
  return `${object.type}:${object.value}`;
}
