/** One file of a Unix `ar` archive; the name has at most 15 characters. */
export interface ArMember {
  readonly name: string;
  readonly data: Buffer;
}

const MAGIC = '!<arch>\n';

/** Writes an `ar` archive, the container of a VIB. The same members give the same bytes: time, owner and group are 0. */
export function writeAr(members: readonly ArMember[]): Buffer {
  const parts = members.flatMap(({ name, data }) => [
    header(name, data.length),
    data,
    Buffer.from(data.length % 2 === 0 ? '' : '\n'),
  ]);
  return Buffer.concat([Buffer.from(MAGIC), ...parts]);
}

function header(name: string, size: number): Buffer {
  if (name.length > 15 || !/^[\x21-\x7e]+$/.test(name)) {
    throw new Error(`"${name}" is not a possible member name of an ar archive`);
  }
  const fields: readonly (readonly [string, number])[] = [
    [`${name}/`, 16],
    ['0', 12],
    ['0', 6],
    ['0', 6],
    ['100644', 8],
    [String(size), 10],
  ];
  return Buffer.from(`${fields.map(([text, width]) => text.padEnd(width)).join('')}\`\n`, 'ascii');
}
