/** A vSphere managed object reference within one vCenter: type `ClusterComputeResource`, value `domain-c8`. */
export interface ManagedObjectReference {
  readonly type: string;
  readonly value: string;
}

/** An object as the vSphere Client names it: `urn:vmomi:<Type>:<moid>:<vcGuid>`. */
export interface ObjectId extends ManagedObjectReference {
  readonly vcGuid: string;
}

const OBJECT_ID = /^urn:vmomi:([A-Za-z]{1,64}):([A-Za-z0-9_.-]{1,128}):([A-Fa-f0-9-]{1,64})$/;

/**
 * Reads an object id of the vSphere Client.
 * @returns null when the text is no such id; nothing is guessed.
 */
export function parseObjectId(text: string): ObjectId | null {
  const match = OBJECT_ID.exec(text);
  if (!match) return null;
  const [, type = '', value = '', vcGuid = ''] = match;
  return { type, value, vcGuid };
}

/** Writes an object id as the vSphere Client expects it in `navigateTo`. */
export function formatObjectId(id: ObjectId): string {
  return `urn:vmomi:${id.type}:${id.value}:${id.vcGuid}`;
}
