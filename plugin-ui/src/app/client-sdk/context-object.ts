/** An object of vCenter's inventory as the vSphere Client names it. */
export interface ContextObject {
  /** vSphere type: `ClusterComputeResource`, `HostSystem`, `VirtualMachine`, … */
  readonly type: string;
  /** Value of the managed object reference: `domain-c8`. */
  readonly moid: string;
  /** `about.instanceUuid` of the object's vCenter. */
  readonly vcGuid: string;
}

/**
 * Reads an object id of the vSphere Client, `urn:vmomi:<type>:<moid>:<vcGuid>` (vSphere Client SDK reference).
 * Null for anything else.
 */
export function parseContextObject(id: string): ContextObject | null {
  const match = /^urn:vmomi:([^:]+):([^:]+):([^:]+)$/.exec(id);
  const [, type, moid, vcGuid] = match ?? [];
  return type !== undefined && moid !== undefined && vcGuid !== undefined
    ? { type, moid, vcGuid }
    : null;
}

/** The id that the vSphere Client gave the object, made again from its parts. */
export function contextObjectId(object: ContextObject): string {
  return `urn:vmomi:${object.type}:${object.moid}:${object.vcGuid}`;
}
