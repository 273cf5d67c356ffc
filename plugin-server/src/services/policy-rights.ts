import { PRIVILEGE_NAMES } from '../domain/privilege.ts';
import type { PrivilegeId } from '../domain/privilege.ts';
import { Problem } from '../domain/problem.ts';
import type { AuthenticatedUser, VcenterConnection } from '../ports/vcenter.ts';
import { missingFor } from './visibility.ts';

/** What it takes to read storage policies, and to make and delete them. SPBM asks that at the root of the inventory. */
export type PolicyPrivilege = 'StorageProfile.View' | 'StorageProfile.Update';
const POLICY_PRIVILEGES: readonly PolicyPrivilege[] = [
  'StorageProfile.View',
  'StorageProfile.Update',
];

/** What each account lacks of them. */
export interface LacksAtRoot {
  readonly user: readonly PrivilegeId[];
  readonly serviceAccount: readonly PrivilegeId[];
}

/** Both accounts' rights, asked at the same time. */
export async function lacksAtRoot(
  { privileges, rootFolder }: Pick<VcenterConnection, 'privileges' | 'rootFolder'>,
  user: AuthenticatedUser,
): Promise<LacksAtRoot> {
  const [theirs, ours] = await Promise.all([
    missingFor(privileges, user, [rootFolder], POLICY_PRIVILEGES),
    privileges.missingForServiceAccount([rootFolder], POLICY_PRIVILEGES),
  ]);
  const lacking = (missing: typeof theirs): readonly PolicyPrivilege[] =>
    POLICY_PRIVILEGES.filter((wanted) => missing.some(({ privilege }) => privilege === wanted));
  return { user: lacking(theirs), serviceAccount: lacking(ours) };
}

/** Throws Problem `notPermitted` that names what is missing, and whom it is missing. */
export async function requirePolicyRights(
  connection: Pick<VcenterConnection, 'privileges' | 'rootFolder' | 'serviceAccount'>,
  user: AuthenticatedUser,
  wanted: readonly PolicyPrivilege[],
): Promise<void> {
  const lacks = await lacksAtRoot(connection, user);
  for (const each of wanted) {
    const name = PRIVILEGE_NAMES[each];
    if (lacks.user.includes(each))
      throw new Problem('notPermitted', `You need ${name} on the whole vCenter.`);
    if (lacks.serviceAccount.includes(each))
      throw new Problem(
        'notPermitted',
        `The service account ${connection.serviceAccount} needs ${name} on the whole vCenter.`,
      );
  }
}
