import type { DataObject, Ref } from '../core/managed-object.ts';
import type { Session } from '../core/session.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { eventScope } from '../managers/event-scope.ts';

/** Ids of the I/O filter events below `com.vmware.vc.iofilter.`, from the event lists of the vCenter releases. */
export type FilterEventId =
  | 'FilterInstallationSuccessEvent'
  | 'FilterInstallationFailedEvent'
  | 'FilterUninstallationSuccessEvent'
  | 'FilterUninstallationFailedEvent'
  | 'FilterUpgradeSuccessEvent'
  | 'FilterUpgradeFailedEvent'
  | 'HostVendorProviderRegistrationSuccessEvent'
  | 'HostVendorProviderUnregistrationSuccessEvent'
  | 'UntrustedCertificateEvent';

/** Records an `ExtendedEvent` about a filter; `data` are its arguments, the message is vCenter's text for people. */
export function postFilterEvent(
  vcenter: Vcenter,
  id: FilterEventId,
  about: {
    readonly entity: Ref;
    readonly message: string;
    readonly data?: Readonly<Record<string, string>>;
    readonly session?: Session;
  },
): void {
  const { entity, message, data = {}, session } = about;
  const event: DataObject = {
    $type: 'ExtendedEvent',
    ...eventScope(vcenter.registry, entity),
    fullFormattedMessage: message,
    message,
    eventTypeId: `com.vmware.vc.iofilter.${id}`,
    managedObject: entity,
    data: Object.entries(data).map(([key, value]) => ({ key, value })),
  };
  vcenter.events.post(event, session);
}
