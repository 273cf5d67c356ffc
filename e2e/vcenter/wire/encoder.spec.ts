import { ref } from '../core/managed-object.ts';
import type { TypeRef } from '../schema/idl.ts';
import { Schema } from '../schema/schema.ts';
import { EncodeError } from './encode-checks.ts';
import { Encoder } from './encoder.ts';
import { MappedList } from './mapped-list.ts';
import { TypedValue } from './typed-value.ts';

const vimText = `
enum Level { low high }
type Base { first: string; second?: int }
type Derived : Base { third: Level }
type Newer : Derived @8.0.3.0 { fourth: boolean }
type Holder { one?: Base; many?: Base[]; any?: anyType; object?: ref HostSystem; later?: string @7.0 }
`;

function encoder(version = '8.0.3.0', service: 'vim25' | 'pbm' = 'vim25'): Encoder {
  const schema = new Schema();
  schema.define(vimText);
  schema.define('type PbmBox : Base { inner: Base; note: string }', 'pbm');
  return new Encoder(schema, service, version);
}

function type(name: string, rest: Partial<TypeRef> = {}): TypeRef {
  return { name, isRef: false, list: false, atLeastOne: false, ...rest };
}

describe('the encoder', () => {
  it('writes members in schema order, whatever order the value has', () => {
    const xml = encoder().element('v', type('Derived'), { third: 'low', second: 2, first: 'a' });

    expect(xml).toBe('<v><first>a</first><second>2</second><third>low</third></v>');
  });

  it('writes long lists, and those that are made on the way, item by item in their order', () => {
    const numbers = Array.from({ length: 1000 }, (_, index) => index);
    const many = numbers.map((second) => ({ first: 'a', second }));
    const made = new MappedList(numbers, (second) => ({ first: 'a', second }));
    const write = (list: unknown): string =>
      encoder().element('v', type('Base', { list: true }), list);

    expect(write(made)).toBe(write(many));
    expect(write(many)).toBe(many.map((each) => write([each])).join(''));
    expect(encoder().element('v', type('Holder'), { many: new MappedList([], String) })).toBe(
      '<v></v>',
    );
  });

  it('names the type of a value that is of a derived type', () => {
    const value = { one: { $type: 'Derived', first: 'a', third: 'high' } };

    expect(encoder().element('v', type('Holder'), value)).toBe(
      '<v><one xsi:type="Derived"><first>a</first><third>high</third></one></v>',
    );
  });

  const anyRows: [string, unknown, string][] = [
    ['a string', 'x', '<any xsi:type="xsd:string">x</any>'],
    ['a small number', 5, '<any xsi:type="xsd:int">5</any>'],
    ['a large number', 5e9, '<any xsi:type="xsd:long">5000000000</any>'],
    ['a fraction', 0.5, '<any xsi:type="xsd:double">0.5</any>'],
    ['a truth value', true, '<any xsi:type="xsd:boolean">true</any>'],
    ['a date', new Date(0), '<any xsi:type="xsd:dateTime">1970-01-01T00:00:00.000Z</any>'],
    [
      'a reference',
      ref('HostSystem', 'host-1'),
      '<any type="HostSystem" xsi:type="ManagedObjectReference">host-1</any>',
    ],
    ['a data object', { $type: 'Base', first: 'a' }, '<any xsi:type="Base"><first>a</first></any>'],
    [
      'a list of references',
      [ref('A', '1')],
      '<any xsi:type="ArrayOfManagedObjectReference">' +
        '<ManagedObjectReference type="A">1</ManagedObjectReference></any>',
    ],
    [
      'an empty list of declared type',
      new TypedValue(type('string', { list: true }), []),
      '<any xsi:type="ArrayOfString"></any>',
    ],
    [
      'a list whose items are of derived types',
      new TypedValue(type('Base', { list: true }), [
        { $type: 'Derived', first: 'a', third: 'low' },
      ]),
      '<any xsi:type="ArrayOfBase"><Base xsi:type="Derived"><first>a</first><third>low</third></Base></any>',
    ],
    ['an enum value', new TypedValue(type('Level'), 'low'), '<any xsi:type="Level">low</any>'],
  ];
  for (const [what, value, expected] of anyRows) {
    it(`says the type of ${what} where anything is allowed`, () => {
      expect(encoder().element('v', type('Holder'), { any: value })).toBe(`<v>${expected}</v>`);
    });
  }

  it('leaves out members that are newer than the version of the client', () => {
    const value = { later: 'x' };

    expect(encoder('6.7').element('v', type('Holder'), value)).toBe('<v></v>');
    expect(encoder('7.0').element('v', type('Holder'), value)).toBe('<v><later>x</later></v>');
  });

  it('writes a type that is newer than the version as the nearest one that is not', () => {
    const value = { one: { $type: 'Newer', first: 'a', third: 'low', fourth: true } };

    expect(encoder('8.0.2.0').element('v', type('Holder'), value)).toContain('xsi:type="Derived"');
  });

  it('prefixes what belongs to vim25 in a PBM message', () => {
    const value = { first: 'a', inner: { $type: 'Derived', first: 'b', third: 'low' }, note: 'n' };

    expect(encoder('8.0', 'pbm').element('v', type('PbmBox'), value)).toBe(
      '<v><vim25:first>a</vim25:first><inner xsi:type="vim25:Derived">' +
        '<vim25:first>b</vim25:first><vim25:third>low</vim25:third></inner><note>n</note></v>',
    );
  });

  it('escapes markup and drops characters that XML cannot carry', () => {
    const xml = encoder().element('v', type('string'), 'a<b>&"\u0001\r\n');

    expect(xml).toBe('<v>a&lt;b&gt;&amp;&quot;?&#13;\n</v>');
  });

  const wrongRows: [string, string, unknown][] = [
    ['a required member is missing', 'Base', { second: 1 }],
    ['a member is not in the schema', 'Base', { first: 'a', extra: 1 }],
    ['an enum has no such value', 'Derived', { first: 'a', third: 'middle' }],
    ['a number is out of range', 'Base', { first: 'a', second: 2 ** 31 }],
    ['a value is of an unrelated type', 'Holder', { one: { $type: 'Holder' } }],
    ['a list is expected', 'Holder', { many: { first: 'a' } }],
    ['a reference is expected', 'Holder', { object: 'host-1' }],
  ];
  for (const [why, name, value] of wrongRows) {
    it(`refuses to send a value when ${why}`, () => {
      expect(() => encoder().element('v', type(name), value)).toThrowError(EncodeError);
    });
  }
});
