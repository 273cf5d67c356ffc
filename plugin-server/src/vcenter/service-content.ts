import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { member, optionalReference, referenceOf, textOf } from './decoded.ts';

/** The one object of vim25 whose reference is known beforehand. */
export const SERVICE_INSTANCE: ManagedObjectReference = {
  type: 'ServiceInstance',
  value: 'ServiceInstance',
};

/** Where the managers of one vCenter are; what RetrieveServiceContent answers to everybody. */
export interface ServiceContent {
  readonly instanceUuid: string;
  readonly rootFolder: ManagedObjectReference;
  readonly propertyCollector: ManagedObjectReference;
  readonly viewManager: ManagedObjectReference;
  readonly sessionManager: ManagedObjectReference;
  readonly authorizationManager: ManagedObjectReference;
  readonly taskManager: ManagedObjectReference;
  readonly extensionManager: ManagedObjectReference;
  /** Absent on an ESXi host. */
  readonly ioFilterManager: ManagedObjectReference | null;
}

/** @throws UnexpectedReply when the server is no vCenter: an ESXi host has no extension manager. */
export function parseServiceContent(value: unknown): ServiceContent {
  return {
    instanceUuid: textOf(member(value, 'about'), 'instanceUuid'),
    rootFolder: referenceOf(value, 'rootFolder'),
    propertyCollector: referenceOf(value, 'propertyCollector'),
    viewManager: referenceOf(value, 'viewManager'),
    sessionManager: referenceOf(value, 'sessionManager'),
    authorizationManager: referenceOf(value, 'authorizationManager'),
    taskManager: referenceOf(value, 'taskManager'),
    extensionManager: referenceOf(value, 'extensionManager'),
    ioFilterManager: optionalReference(value, 'ioFilterManager'),
  };
}
