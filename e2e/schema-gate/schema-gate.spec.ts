import { createSchemaGate, schemaFolder } from './schema-gate.ts';
import type { Direction, SchemaGate } from './schema-gate.ts';

const envelope = (body: string): string =>
  '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ' +
  'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
  `<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
const vim = (name: string, content: string): string =>
  envelope(`<${name} xmlns="urn:vim25">${content}</${name}>`);
const fault = (name: string, type: string, content = ''): string =>
  envelope(
    '<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>words</faultstring>' +
      `<detail><${name} xmlns="urn:vim25" xsi:type="${type}">${content}</${name}></detail></soapenv:Fault>`,
  );

const login = '<_this type="SessionManager">SessionManager</_this>';
const install =
  '<_this type="IoFilterManager">IoFilterManager</_this><vibUrl>https://a/b.zip</vibUrl>' +
  '<compRes type="ClusterComputeResource">domain-c8</compRes>';
const filter = '<id>f_1.2.0</id><name>f</name><vendor>V</vendor><version>1.2.0</version>';

interface Sample {
  readonly title: string;
  readonly direction: Direction;
  readonly xml: string;
  /** What the schema has to say; nothing for a valid message. */
  readonly says?: RegExp;
}

const samples: readonly Sample[] = [
  {
    title: 'accepts a login',
    direction: 'request',
    xml: vim('Login', `${login}<userName>a</userName><password>b</password>`),
  },
  {
    title: 'refuses members in the wrong order',
    direction: 'request',
    xml: vim('Login', `${login}<password>b</password><userName>a</userName>`),
    says: /Login: Element 'password': This element is not expected. Expected is \( userName \)/,
  },
  {
    title: 'refuses a missing member',
    direction: 'request',
    xml: vim('Login', `${login}<userName>a</userName>`),
    says: /Missing child element\(s\). Expected is \( password \)/,
  },
  {
    title: 'refuses an unknown element',
    direction: 'request',
    xml: vim(
      'QueryIoFilterInfo',
      '<_this type="IoFilterManager">I</_this><cluster>domain-c8</cluster>',
    ),
    says: /Element 'cluster': This element is not expected/,
  },
  {
    title: 'refuses an unknown method',
    direction: 'request',
    xml: vim('InstallFilter', install),
    says: /No matching global declaration/,
  },
  {
    title: 'refuses a message in a wrong namespace',
    direction: 'request',
    xml: envelope(
      `<Login xmlns="urn:vim2">${login}<userName>a</userName><password>b</password></Login>`,
    ),
    says: /No matching global declaration/,
  },
  {
    title: 'refuses a reply as a request',
    direction: 'request',
    xml: vim('LogoutResponse', ''),
    says: /no message of a request/,
  },
  { title: 'accepts a reply without content', direction: 'reply', xml: vim('LogoutResponse', '') },
  {
    title: 'accepts a list of installed filters',
    direction: 'reply',
    xml: vim(
      'QueryIoFilterInfoResponse',
      `<returnval>${filter}<opType>install</opType></returnval>`.repeat(2),
    ),
  },
  {
    title: 'refuses a filter without its operation',
    direction: 'reply',
    xml: vim('QueryIoFilterInfoResponse', `<returnval>${filter}</returnval>`),
    says: /Missing child element\(s\)/,
  },
  {
    title: 'judges what stands in an anyType by its xsi:type',
    direction: 'reply',
    xml: vim('FetchResponse', '<returnval xsi:type="TaskInfoState">finished</returnval>'),
    says: /'finished' is not an element of the set \{'queued', 'running', 'success', 'error'\}/,
  },
  {
    title: 'refuses text that is no number where a number belongs',
    direction: 'reply',
    xml: vim('FetchResponse', '<returnval xsi:type="xsd:int">many</returnval>'),
    says: /'many' is not a valid value of the atomic type 'xs:int'/,
  },
  {
    title: 'accepts the members that are newer than the schema',
    direction: 'request',
    xml: vim(
      'InstallIoFilter_Task',
      `${install}<vibSslTrust xsi:type="PinnedCertificate"><sslCertificate>PEM</sslCertificate></vibSslTrust>`,
    ),
  },
  {
    title: 'judges the members that are newer than the schema',
    direction: 'request',
    xml: vim('InstallIoFilter_Task', `${install}<vibSslTrust xsi:type="PinnedCertificate"/>`),
    says: /Missing child element\(s\). Expected is \( sslCertificate \)/,
  },
  { title: 'accepts a fault', direction: 'reply', xml: fault('InvalidLoginFault', 'InvalidLogin') },
  {
    title: 'refuses a fault whose type is another than its name says',
    direction: 'reply',
    xml: fault('InvalidLoginFault', 'InvalidState'),
    says: /holds the type InvalidState and should be named InvalidStateFault/,
  },
  {
    title: 'refuses a fault without its required members',
    direction: 'reply',
    xml: fault('InvalidPropertyFault', 'InvalidProperty'),
    says: /Missing child element\(s\)/,
  },
  {
    title: 'refuses a fault that has no detail',
    direction: 'reply',
    xml: envelope(
      '<soapenv:Fault><faultcode>a</faultcode><faultstring>b</faultstring></soapenv:Fault>',
    ),
    says: /holds faultcode, faultstring instead of faultcode, faultstring, detail/,
  },
  {
    title: 'accepts a PBM request',
    direction: 'request',
    xml: envelope(
      '<PbmRetrieveServiceContent xmlns="urn:pbm"><_this type="PbmServiceInstance">ServiceInstance</_this></PbmRetrieveServiceContent>',
    ),
  },
  {
    title: 'refuses a PBM request with an unknown element',
    direction: 'request',
    xml: envelope(
      '<PbmRetrieveServiceContent xmlns="urn:pbm"><self>S</self></PbmRetrieveServiceContent>',
    ),
    says: /Element '\{urn:pbm\}self': This element is not expected/,
  },
  {
    title: 'refuses a body with two elements',
    direction: 'reply',
    xml: envelope('<LogoutResponse xmlns="urn:vim25"/><LogoutResponse xmlns="urn:vim25"/>'),
    says: /The body holds 2 elements/,
  },
  {
    title: 'refuses what is no SOAP envelope',
    direction: 'reply',
    xml: '<LogoutResponse xmlns="urn:vim25"/>',
    says: /LogoutResponse is no SOAP 1.1 envelope/,
  },
  { title: 'refuses broken XML', direction: 'reply', xml: '<a><b></a>', says: /mismatch/ },
];

describe('the schema gate', () => {
  let gate: SchemaGate | null;

  beforeAll(async () => {
    gate = await createSchemaGate();
  });
  afterAll(() => gate?.close());

  for (const { title, direction, xml, says } of samples) {
    it(title, () => {
      if (gate === null) {
        pending(`no schemas in ${schemaFolder}`);
        return;
      }
      const words = gate.check(xml, direction).join('\n');
      if (says === undefined) expect(words).toBe('');
      else expect(words).toMatch(says);
    });
  }

  it('is null where the schemas are missing', async () => {
    expect(await createSchemaGate('/nowhere')).toBeNull();
  });
});
