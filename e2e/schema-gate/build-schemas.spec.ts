import { parseIdl } from '../vcenter/schema/idl.ts';
import type { DataTypeDef } from '../vcenter/schema/idl.ts';
import { addMembers, newTypesXsd } from './build-schemas.ts';

const xsd =
  '<complexType name="Door"><sequence><element name="key" type="xsd:string" /><element name="lock" type="xsd:string" /></sequence></complexType>' +
  '<complexType name="Wall"><sequence></sequence></complexType>';
const types = (text: string): DataTypeDef[] =>
  parseIdl(text, 'vim25').filter((declaration) => declaration.kind === 'type');
const elements = (text: string): string[] =>
  [...text.matchAll(/element name="(\w+)"/g)].map(([, name = '']) => name);

describe('the newer members of a schema', () => {
  it('are added behind the members that a type has', () => {
    const newer = types('type Door { colour?: string @8.0.3.0; bells: int[] @8.0.3.0 }');
    const text = addMembers(xsd, newer);
    expect(elements(text)).toEqual(['key', 'lock', 'colour', 'bells']);
    expect(text).toContain(
      '<element name="bells" type="xsd:int" minOccurs="0" maxOccurs="unbounded" /></sequence></complexType><complexType name="Wall">',
    );
  });

  it('are added beside the old members that are named with them', () => {
    const behind = types('type Door { key: string; colour?: string @8.0.3.0 }');
    expect(elements(addMembers(xsd, behind))).toEqual(['key', 'colour', 'lock']);
    const before = types('type Door { colour?: string @8.0.3.0; key: string }');
    expect(elements(addMembers(xsd, before))).toEqual(['colour', 'key', 'lock']);
  });

  it('are left alone when the schema knows them', () => {
    expect(addMembers(xsd, types('type Door { key?: string @8.0.3.0 }'))).toBe(xsd);
  });

  it('cannot stand beside a member that is not there', () => {
    const newer = types('type Door { handle: string; colour?: string @8.0.3.0 }');
    expect(() => addMembers(xsd, newer)).toThrowError('The schema has no Door.handle.');
  });

  it('are whole types where the schema has none', () => {
    const text = newTypesXsd(xsd, types('type Door { } type Roof : Wall { key: string }'));
    expect(text).toContain(
      '<complexType name="Roof"><complexContent><extension base="vim25:Wall">',
    );
    expect(text).not.toContain('<complexType name="Door">');
  });
});
