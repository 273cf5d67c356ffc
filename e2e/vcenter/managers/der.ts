/** The few ASN.1 values (DER, ITU-T X.690) that a certificate is made of. */

/** A value with any tag. */
export function derRaw(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

export function derSequence(...parts: readonly Buffer[]): Buffer {
  return derRaw(0x30, Buffer.concat(parts));
}

export function derSet(...parts: readonly Buffer[]): Buffer {
  return derRaw(0x31, Buffer.concat(parts));
}

/** A positive integer from its big-endian bytes; the first bit must be 0. */
export function derInteger(bytes: Buffer): Buffer {
  return derRaw(0x02, bytes);
}

export function derOctets(content: Buffer): Buffer {
  return derRaw(0x04, content);
}

/** A bit string whose last byte has `unused` bits that do not count. */
export function derBits(content: Buffer, unused: number): Buffer {
  return derRaw(0x03, Buffer.concat([Buffer.from([unused]), content]));
}

export function derText(text: string): Buffer {
  return derRaw(0x0c, Buffer.from(text, 'utf8'));
}

/** A context-specific value: `explicit` wraps a whole value, otherwise the content replaces it. */
export function derContext(number: number, content: Buffer, explicit = false): Buffer {
  return derRaw((explicit ? 0xa0 : 0x80) + number, content);
}

/** A UTC time; valid for the years 1950 to 2049. */
export function derTime(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return derRaw(0x17, Buffer.from(`${digits}Z`, 'ascii'));
}

/** An object identifier in dotted form. */
export function derOid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return derRaw(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const groups = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80);
  return groups;
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let left = length; left > 0; left >>>= 8) bytes.unshift(left & 0xff);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}
