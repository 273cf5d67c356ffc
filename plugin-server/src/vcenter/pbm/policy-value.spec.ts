import { fileURLToPath } from 'node:url';
import type { PolicyValue } from '../../domain/storage-profile.ts';
import { decodeReply } from '../soap/decode-reply.ts';
import { encodeRequest } from '../soap/encode-request.ts';
import { WsdlSchema } from '../soap/wsdl-schema.ts';
import { readPolicyValue, writePolicyValue } from './policy-value.ts';

const schema = WsdlSchema.read(fileURLToPath(new URL('../wsdl/pbm.wsdl', import.meta.url)));
const RETRIEVED = 'PbmRetrieveContent';

/** A reply with one policy, one rule of which has that value. */
function replyWith(value: string): string {
  return `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"
    xmlns:x="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
    <e:Body><${RETRIEVED}Response xmlns="urn:pbm"><returnval xsi:type="PbmCapabilityProfile">
    <constraints xsi:type="PbmCapabilitySubProfileConstraints"><subProfiles><capability><constraint>
    <propertyInstance>${value}</propertyInstance>
    </constraint></capability></subProfiles></constraints>
    </returnval></${RETRIEVED}Response></e:Body></e:Envelope>`;
}

/** Where a value lies below the constraints of a policy. */
const PATH = ['subProfiles', 0, 'capability', 0, 'constraint', 0, 'propertyInstance', 0, 'value'];

function dig(tree: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (value as Readonly<Record<string, unknown>>)[name],
    tree,
  );
}

function read(value: string): PolicyValue {
  const reply = decodeReply(schema, RETRIEVED, replyWith(value));
  return readPolicyValue(dig(reply, [0, 'constraints', ...PATH]));
}

/** What goes on the wire as the value of a property. */
function written(value: PolicyValue): unknown {
  const propertyInstance = [{ id: 'p', value: writePolicyValue(value) }];
  const capability = [{ id: { namespace: 'n', id: 'i' }, constraint: [{ propertyInstance }] }];
  const constraints = {
    $type: 'PbmCapabilitySubProfileConstraints',
    subProfiles: [{ name: 's', capability }],
  };
  const updateSpec = { constraints };
  const target = { type: 'PbmProfileProfileManager', value: 'ProfileManager' };
  const args = { profileId: { uniqueId: '1' }, updateSpec };
  const request = encodeRequest({ schema, apiVersion: '6.5' }, 'PbmUpdate', target, args);
  return dig(request, ['updateSpec', 'constraints', ...PATH]);
}

const simple = (type: string, text: string): unknown => ({
  attributes: { 'xsi:type': `xsd:${type}`, 'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema' },
  $value: text,
});

describe('values of rules', () => {
  const SIMPLE = [
    ['int', '1'],
    ['long', '4398046511104'],
    ['boolean', 'false'],
    ['string', 'True'],
    ['dateTime', '2026-01-15T08:00:00Z'],
    ['double', '0.50'],
  ] as const;
  for (const [type, text] of SIMPLE) {
    it(`keep the type xsd:${type} and every character on their way there and back`, () => {
      const value = read(`<value xsi:type="x:${type}">${text}</value>`);

      expect(value).toEqual({ kind: 'text', xsdType: type, text });
      expect(written(value)).toEqual(simple(type, text));
    });
  }

  it('are sets whose members have types of their own', () => {
    const value = read(
      `<value xsi:type="PbmCapabilityDiscreteSet"><values xsi:type="x:string">Gold</values>
       <values xsi:type="x:int">7</values></value>`,
    );

    expect(written(value)).toEqual({
      attributes: { 'xsi:type': 'PbmCapabilityDiscreteSet' },
      values: [simple('string', 'Gold'), simple('int', '7')],
    });
  });

  it('are ranges and time spans', () => {
    const range = read(
      `<value xsi:type="PbmCapabilityRange"><min xsi:type="x:long">1</min>
       <max xsi:type="x:long">5</max></value>`,
    );
    const span = read(
      `<value xsi:type="PbmCapabilityTimeSpan"><value>15</value><unit>MINUTES</unit></value>`,
    );

    expect(written(range)).toEqual({
      attributes: { 'xsi:type': 'PbmCapabilityRange' },
      min: simple('long', '1'),
      max: simple('long', '5'),
    });
    expect(written(span)).toEqual({
      attributes: { 'xsi:type': 'PbmCapabilityTimeSpan' },
      value: 15,
      unit: 'MINUTES',
    });
  });

  it('are told apart from the words about them', () => {
    const value = read(
      `<value xsi:type="PbmCapabilityDescription"><description><label>Yes</label></description>
       <value xsi:type="x:string">True</value></value>`,
    );

    expect(value).toEqual({ kind: 'text', xsdType: 'string', text: 'True' });
  });

  it('of an unknown type are named, and never sent', () => {
    const value = read(`<value xsi:type="PbmNewThing"><a>1</a></value>`);

    expect(value).toEqual({ kind: 'unknown', typeName: 'PbmNewThing' });
    expect(() => writePolicyValue(value)).toThrowMatching(
      (error: { readonly type?: string }) => error.type === 'NotSupported',
    );
  });
});
