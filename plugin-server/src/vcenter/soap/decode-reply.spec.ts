import { fileURLToPath } from 'node:url';
import { SaxesParser } from 'saxes';
import { VimFault } from '../../domain/vim-fault.ts';
import { decodeReply } from './decode-reply.ts';
import { WsdlSchema } from './wsdl-schema.ts';
import { XmlError, XmlReader } from './xml-reader.ts';

const schema = WsdlSchema.read(fileURLToPath(new URL('../wsdl/vim25.wsdl', import.meta.url)));

function envelope(body: string, prefix = 'xsi'): string {
  return (
    `<?xml version="1.0"?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xs="http://www.w3.org/2001/XMLSchema" ` +
    `xmlns:${prefix}="http://www.w3.org/2001/XMLSchema-instance"><S:Body>${body}</S:Body></S:Envelope>`
  );
}

function retrieved(val: string): unknown {
  const text = envelope(
    `<RetrievePropertiesExResponse xmlns="urn:vim25"><returnval><objects><obj type="HostSystem">host-1</obj>` +
      `<propSet><name>p</name>${val}</propSet></objects></returnval></RetrievePropertiesExResponse>`,
  );
  const result = decodeReply(schema, 'RetrievePropertiesEx', text) as {
    objects: { obj: unknown; propSet: { name: string; val: unknown }[] }[];
  };
  return result.objects[0]?.propSet[0]?.val;
}

describe('decodeReply', () => {
  it('types an anyType value by its xsi:type', () => {
    expect(retrieved('<val xsi:type="xs:int">-4</val>')).toBe(-4);
    expect(retrieved('<val xsi:type="xs:long">9007199254740991</val>')).toBe(9007199254740991);
    expect(retrieved('<val xsi:type="xs:boolean">false</val>')).toBeFalse();
    expect(retrieved('<val xsi:type="xs:boolean">1</val>')).toBeTrue();
    expect(retrieved('<val xsi:type="xs:string"/>')).toBe('');
    expect(retrieved('<val xsi:type="xs:string"> 4 </val>')).toBe(' 4 ');
    expect(retrieved('<val xsi:type="HostSystemConnectionState">connected</val>')).toBe(
      'connected',
    );
    expect(retrieved('<val xsi:type="xs:dateTime">2026-01-02T03:04:05.123456Z</val>')).toBe(
      '2026-01-02T03:04:05.123456Z',
    );
  });

  it('reads a reference whether declared or named by xsi:type', () => {
    expect(
      retrieved('<val xsi:type="ManagedObjectReference" type="Folder">group-h4</val>'),
    ).toEqual({ type: 'Folder', value: 'group-h4' });
  });

  it('unwraps ArrayOfX into a list, also for one element and for none', () => {
    expect(
      retrieved(
        '<val xsi:type="ArrayOfManagedObjectReference"><ManagedObjectReference type="HostSystem">host-1</ManagedObjectReference></val>',
      ),
    ).toEqual([{ type: 'HostSystem', value: 'host-1' }]);
    expect(retrieved('<val xsi:type="ArrayOfInt"><int>1</int><int>2</int></val>')).toEqual([1, 2]);
    expect(retrieved('<val xsi:type="ArrayOfString"><string>a</string></val>')).toEqual(['a']);
    expect(retrieved('<val xsi:type="ArrayOfHostIoFilterInfo"/>')).toEqual([]);
    expect(
      retrieved(
        '<val xsi:type="ArrayOfHostIoFilterInfo"><HostIoFilterInfo><id>i</id><name>n</name><vendor>v</vendor>' +
          '<version>1.0</version><available>true</available></HostIoFilterInfo></val>',
      ),
    ).toEqual([{ id: 'i', name: 'n', vendor: 'v', version: '1.0', available: true }]);
  });

  it('resolves prefixes instead of expecting their usual names', () => {
    const text = envelope(
      '<v:RetrievePropertiesExResponse xmlns:v="urn:vim25"><v:returnval><v:objects><v:obj type="HostSystem">host-1</v:obj>' +
        '<v:propSet><v:name>p</v:name><v:val xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="xs:int">4</v:val>' +
        '</v:propSet></v:objects></v:returnval></v:RetrievePropertiesExResponse>',
      'other',
    );

    expect(decodeReply(schema, 'RetrievePropertiesEx', text)).toEqual({
      objects: [{ obj: { type: 'HostSystem', value: 'host-1' }, propSet: [{ name: 'p', val: 4 }] }],
    });
  });

  it('gives a list for a repeated result and undefined for an absent one', () => {
    const none = '<QueryIoFilterInfoResponse xmlns="urn:vim25"/>';
    const missing = '<FindExtensionResponse xmlns="urn:vim25"></FindExtensionResponse>';

    expect(decodeReply(schema, 'QueryIoFilterInfo', envelope(none))).toEqual([]);
    expect(decodeReply(schema, 'FindExtension', envelope(missing))).toBeUndefined();
  });

  it('passes over members that the WSDL does not hold', () => {
    const body =
      '<LoginResponse xmlns="urn:vim25"><returnval><key>k</key><userName>u</userName><news><deep>1</deep></news>' +
      '<fullName>f</fullName></returnval></LoginResponse>';

    expect(decodeReply(schema, 'Login', envelope(body))).toEqual({
      key: 'k',
      userName: 'u',
      fullName: 'f',
    });
  });

  it('reads a nested fault of a type that the WSDL does not hold untyped, with its type', () => {
    const body =
      '<QueryIoFilterIssuesResponse xmlns="urn:vim25"><returnval><opType>install</opType><hostIssue><host type="HostSystem">host-1</host>' +
      '<issue><fault xsi:type="NoDiskSpace"><faultCause><fault xsi:type="Timedout"/><localizedMessage/></faultCause>' +
      '<datastore>ds &lt;1&gt;</datastore></fault><localizedMessage>No space</localizedMessage></issue></hostIssue></returnval>' +
      '</QueryIoFilterIssuesResponse>';

    const result = decodeReply(schema, 'QueryIoFilterIssues', envelope(body)) as {
      hostIssue: { issue: { fault: Record<string, unknown>; localizedMessage: string }[] }[];
    };

    const issue = result.hostIssue[0]?.issue[0];
    expect(issue?.localizedMessage).toBe('No space');
    expect({ ...issue?.fault }).toEqual(
      jasmine.objectContaining({ $type: 'NoDiskSpace', datastore: 'ds <1>' }),
    );
  });

  it('names a fault by the xsi:type of its detail, and by the element when there is none', () => {
    const fault = (detail: string) =>
      envelope(
        `<S:Fault><faultcode>ServerFaultCode</faultcode><faultstring>Text</faultstring><detail>${detail}</detail></S:Fault>`,
      );
    const read = (detail: string): unknown => {
      try {
        return decodeReply(schema, 'Logout', fault(detail));
      } catch (error) {
        // Expected: the reply is a fault.
        return error;
      }
    };

    expect(
      read(
        '<RuntimeFaultFault xmlns="urn:vim25" xsi:type="ManagedObjectNotFound"><obj type="Task">task-1</obj></RuntimeFaultFault>',
      ),
    ).toEqual(
      jasmine.objectContaining({
        type: 'ManagedObjectNotFound',
        members: jasmine.objectContaining({ obj: { type: 'Task', value: 'task-1' } }),
      }),
    );
    expect(read('<InvalidLoginFault xmlns="urn:vim25"/>')).toEqual(
      jasmine.objectContaining({ type: 'InvalidLogin' }),
    );
    expect(read('')).toBeInstanceOf(VimFault);
  });

  it('cannot be made to reach a prototype by the names in an untyped fault', () => {
    const body =
      '<S:Fault><faultstring>x</faultstring><detail><OddFault xsi:type="Odd"><__proto__><polluted>1</polluted></__proto__></OddFault></detail></S:Fault>';

    expect(() => decodeReply(schema, 'Logout', envelope(body))).toThrowError(VimFault);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('refuses document type declarations, unknown entities, wrong nesting and bodies of another call', () => {
    const logout = '<LogoutResponse xmlns="urn:vim25"/>';
    const bad = [
      '',
      'no xml',
      '<!DOCTYPE x [<!ENTITY e "v">]>' + envelope(logout).slice('<?xml version="1.0"?>'.length),
      envelope('<LogoutResponse></Logout>'),
      envelope('<LoginResponse/>'),
      envelope(''),
      envelope(logout + logout),
      envelope(`<LogoutResponse>${'<a>'.repeat(200)}${'</a>'.repeat(200)}</LogoutResponse>`),
      envelope(logout).slice(0, -5),
    ];
    const entity = '<LoginResponse><returnval><key>&e;</key></returnval></LoginResponse>';
    expect(() => decodeReply(schema, 'Login', envelope(entity))).toThrowError(XmlError);
    for (const [index, text] of bad.entries()) {
      expect(() => decodeReply(schema, 'Logout', text))
        .withContext(`case ${index}`)
        .toThrowError(XmlError);
    }
  });
});

describe('XmlReader', () => {
  it('reads the same elements and texts as a general parser', () => {
    const text =
      '<?xml version="1.0"?><!-- c --><a x="1>2" y=\'"\'><b>one &amp; &#65;&#x42;</b><c/><d ><![CDATA[<raw> & ]]>tail</d><e\n f="g" /></a>';
    const expected: string[] = [];
    const parser = new SaxesParser();
    parser.on('opentag', (tag) => expected.push(`<${tag.name}`));
    parser.on('text', (value) => expected.push(value));
    parser.on('cdata', (value) => expected.push(value));
    parser.write(text).close();

    const read: string[] = [];
    const reader = new XmlReader(text);
    const visit = (): void => {
      while (reader.child()) {
        read.push(`<${reader.element()}`);
        if (reader.isLeaf()) read.push(reader.text());
        else visit();
      }
    };
    visit();

    expect(read.filter((t) => t !== '').join('')).toBe(expected.join(''));
  });
});
