import { VimFault } from '../core/vim-fault.ts';
import { Schema } from '../schema/schema.ts';
import { Decoder } from './decoder.ts';
import { XmlError, readXml } from './xml-tree.ts';

const text = `
object HostSystem { } object Special : HostSystem { } object Folder { }
enum Level { low high ultra @8.0 }
type Base { first: string; second?: int }
type Derived : Base { third?: Level }
type Newer : Base @8.0.3.0 { }
method HostSystem.Do(
  name: string, base?: Base, list?: Base[], host?: ref HostSystem, any?: anyType, late?: string @8.0,
  when?: dateTime): void priv none
`;

function decode(args: string, version = '8.0.3.0'): Record<string, unknown> {
  const schema = new Schema();
  schema.define(text);
  const method = schema.method('HostSystem', 'Do');
  if (method === undefined) throw new Error('The schema lacks the method.');
  const call = readXml(
    '<Do xmlns="urn:vim25" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
      ` xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:o="urn:other"><_this/>${args}</Do>`,
  );
  return new Decoder(schema, version).params(method, call);
}

function problemOf(args: string, version?: string): string {
  try {
    decode(args, version);
    return 'accepted';
  } catch (error) {
    // The decoder's refusal is what the spec is about.
    if (error instanceof VimFault && error.type === 'InvalidRequest') return error.message;
    throw error;
  }
}

describe('the decoder', () => {
  it('reads arguments in schema order', () => {
    const args = decode(
      '<name>n</name><base xsi:type="Derived"><first>a</first><third>low</third></base>' +
        '<list><first>b</first></list><host type="Special">host-1</host>' +
        '<any xsi:type="xsd:int">3</any><when>2026-01-02T03:04:05Z</when>',
    );

    expect(args).toEqual({
      name: 'n',
      base: { $type: 'Derived', first: 'a', third: 'low' },
      list: [{ first: 'b' }],
      host: { type: 'Special', value: 'host-1' },
      any: 3,
      when: new Date('2026-01-02T03:04:05Z'),
    });
  });

  it('leaves absent arguments out and makes absent lists empty', () => {
    expect(decode('<name>n</name>')).toEqual({ name: 'n', list: [] });
  });

  it('reads wrapped arrays where anything is allowed', () => {
    const any = '<any xsi:type="ArrayOfString"><string>a</string><string>b</string></any>';

    expect(decode(`<name>n</name>${any}`)['any']).toEqual(['a', 'b']);
  });

  const refused: [string, string, RegExp][] = [
    ['an unknown element', '<name>n</name><nonsense/>', /Unexpected element tag.*nonsense/],
    ['elements in the wrong order', '<host type="HostSystem">h</host><name>n</name>', /Unexpected/],
    ['a missing required element', '', /Required property name is missing/],
    ['a single element given twice', '<name>n</name><name>m</name>', /Unexpected element tag/],
    ['an element of another namespace', '<o:name>n</o:name>', /Unexpected element tag/],
    [
      'a member before its base members',
      '<name>n</name><base xsi:type="Derived"><third>low</third><first>a</first></base>',
      /Unexpected/,
    ],
    ['a missing member', '<name>n</name><base><second>1</second></base>', /Unexpected|Required/],
    ['an unknown xsi:type', '<name>n</name><base xsi:type="Nothing"/>', /Unknown type/],
    ['an unrelated xsi:type', '<name>n</name><any xsi:type="o:Base"/>', /Unknown type/],
    [
      'a value without xsi:type where anything is allowed',
      '<name>n</name><any>3</any>',
      /Type information/,
    ],
    [
      'a number that is none',
      '<name>n</name><base><first>a</first><second>x</second></base>',
      /valid value of type int/,
    ],
    [
      'a number out of range',
      '<name>n</name><base><first>a</first><second>2147483648</second></base>',
      /type int/,
    ],
    [
      'an enum value that is none',
      '<name>n</name><base xsi:type="Derived"><first>a</first><third>no</third></base>',
      /type Level/,
    ],
    ['a date that is none', '<name>n</name><when>yesterday</when>', /type dateTime/],
    ['a reference without a type', '<name>n</name><host>h</host>', /Type attribute not found/],
    [
      'a reference to an object of another type',
      '<name>n</name><host type="Folder">h</host>',
      /HostSystem/,
    ],
    ['elements inside a text', '<name>n<b/></name>', /type string/],
  ];
  for (const [what, args, problem] of refused) {
    it(`refuses ${what}`, () => {
      expect(problemOf(args)).toMatch(problem);
    });
  }

  it('refuses what is newer than the version of the request', () => {
    const late = '<name>n</name><late>x</late>';

    expect(problemOf(late, '7.0.3.0')).toMatch(/Unexpected element tag.*late/);
    expect(problemOf(late, '8.0.0.0')).toBe('accepted');
    expect(
      problemOf('<name>n</name><base xsi:type="Newer"><first>a</first></base>', '8.0.2.0'),
    ).toMatch(/Unknown type/);
    expect(
      problemOf(
        '<name>n</name><base xsi:type="Derived"><first>a</first><third>ultra</third></base>',
        '7.0',
      ),
    ).toMatch(/type Level/);
  });
});

describe('the XML reader', () => {
  it('refuses document types, so that no entity is ever expanded', () => {
    expect(() => readXml('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).toThrowError(XmlError);
  });

  it('refuses text that is not well-formed and says where', () => {
    expect(() => readXml('<a><b></a>')).toThrowError(XmlError, /line 1, column/);
    expect(() => readXml('')).toThrowError(XmlError);
  });

  it('refuses messages that are nested too deeply', () => {
    expect(() => readXml('<a>'.repeat(200) + '</a>'.repeat(200))).toThrowError(XmlError, /deeply/);
  });
});
