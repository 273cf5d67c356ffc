import { ROOT_FOLDER } from '../core/well-known.ts';
import type { PolicyContext } from './policy-context.ts';
import type { Profile } from './profile.ts';

/** Ids below `com.vmware.pbm.profile.`, from the event lists of the vCenter releases. */
export type PolicyEventId = 'create' | 'update' | 'delete' | 'associate' | 'dissociate';

const texts: Readonly<Record<PolicyEventId, string>> = {
  create: 'was created',
  update: 'was updated',
  delete: 'was deleted',
  associate: 'was associated with',
  dissociate: 'was dissociated from',
};

/** Records what happened to a policy; `entity` is the key of what it was put on or taken off. */
export function postPolicyEvent(
  { world }: PolicyContext,
  id: PolicyEventId,
  profile: Profile,
  entity?: string,
): void {
  const text = `The storage policy ${profile.name} ${texts[id]}${entity === undefined ? '' : ` ${entity}`}.`;
  world.vcenter.events.post({
    $type: 'EventEx',
    fullFormattedMessage: text,
    eventTypeId: `com.vmware.pbm.profile.${id}`,
    severity: 'info',
    message: text,
    objectId: ROOT_FOLDER.value,
    objectType: ROOT_FOLDER.type,
  });
}
