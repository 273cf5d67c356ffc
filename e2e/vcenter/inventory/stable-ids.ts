import { createHash } from 'node:crypto';

/** A UUID made from a name: the same scenario gives the same UUIDs on every start. Version 5 layout. */
export function stableUuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  const variant = ((parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}

/** A MAC address in VMware's range, made from a name. */
export function stableMac(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  const third = (parseInt(hex.slice(0, 2), 16) & 0x3f).toString(16).padStart(2, '0');
  return ['00', '50', '56', third, hex.slice(2, 4), hex.slice(4, 6)].join(':');
}

/** A whole number from 0 to `limit` - 1, made from a name. */
export function stableNumber(name: string, limit: number): number {
  return createHash('sha256').update(name).digest().readUInt32BE(0) % limit;
}

/**
 * Numbers for managed object references as vCenter gives them: one counter for all kinds, `datacenter-3`, `group-v4`, `host-14`.
 */
export class ObjectIds {
  #next = 2;

  next(prefix: string): string {
    const id = `${prefix}${this.#next}`;
    this.#next += 1;
    return id;
  }
}
