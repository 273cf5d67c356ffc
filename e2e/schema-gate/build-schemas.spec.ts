import { addMembers, newerTypesXsd } from './build-schemas.ts';

const xsd =
  '<complexType name="Door"><sequence><element name="key" type="xsd:string" /></sequence></complexType>' +
  '<complexType name="Wall"><sequence></sequence></complexType>';

describe('the newer members of a schema', () => {
  it('are added behind the members that a type has', () => {
    const member = { type: 'Door', member: 'colour', xsdType: 'xsd:string', since: '8.0.3.0' };
    expect(addMembers(xsd, [member])).toContain(
      '<element name="key" type="xsd:string" /><element name="colour" type="xsd:string" minOccurs="0" /></sequence></complexType><complexType name="Wall">',
    );
  });

  it('are left alone when the schema knows them', () => {
    const member = { type: 'Door', member: 'key', xsdType: 'xsd:string', since: '8.0.3.0' };
    expect(addMembers(xsd, [member])).toBe(xsd);
  });

  it('cannot be added to a type that is not there', () => {
    const member = { type: 'Roof', member: 'key', xsdType: 'xsd:string', since: '8.0.3.0' };
    expect(() => addMembers(xsd, [member])).toThrowError(/no type Roof/);
  });

  it('are no types that the schema has already', () => {
    const types = ['Door', 'Roof'].map((name) => ({
      name,
      base: 'DynamicData',
      members: [],
      since: '9',
    }));
    const text = newerTypesXsd(types, xsd);
    expect(text).toContain('<complexType name="Roof">');
    expect(text).not.toContain('<complexType name="Door">');
  });
});
