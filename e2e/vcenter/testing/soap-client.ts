import { Agent, request } from 'node:https';
import type { Ref } from '../core/managed-object.ts';
import type { Service } from '../schema/idl.ts';
import { readXml, type XmlElement } from '../wire/xml-tree.ts';
import { ADMINISTRATOR, PASSWORD } from './small-world.ts';

/** What came back from a SOAP call. */
export interface SoapReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly xml: string;
  /** The elements of the result, `returnval` each. */
  readonly results: readonly XmlElement[];
  /** The text of the first result. */
  readonly text: string;
  /** The type of the fault, undefined for a success. */
  readonly fault: string | undefined;
  readonly faultDetail: XmlElement | undefined;
}

/** Thrown when the connection ends without an answer. */
export class NoAnswer extends Error {}

/** A SOAP client for specs that writes its own XML, so that it can also write what no client would. */
export class SoapClient {
  readonly #target: { readonly url: string; readonly caPem: string };
  readonly #agent = new Agent({ keepAlive: true });
  readonly version: string;
  /** The value of the Cookie header. */
  cookie = '';

  constructor(target: { readonly url: string; readonly caPem: string }, version = '8.0.3.0') {
    this.#target = target;
    this.version = version;
  }

  /** Logs in; an administrator unless told otherwise. Answers the client itself. */
  async login(userName = ADMINISTRATOR): Promise<this> {
    const body = `<userName>${userName}</userName><password>${PASSWORD}</password>`;
    const reply = await this.call('Login', SESSION_MANAGER, body);
    if (reply.fault !== undefined) throw new Error(`Login failed: ${reply.fault}`);
    return this;
  }

  /** Calls a method with the XML of its arguments. */
  async call(method: string, self: Ref, args = '', service: Service = 'vim25'): Promise<SoapReply> {
    const call = `<${method} xmlns="urn:${service}">${refXml('_this', self)}${args}</${method}>`;
    return this.send(envelope(call), { service });
  }

  /** Sends any text. */
  async send(
    xml: string,
    options: { service?: Service; headers?: Record<string, string> } = {},
  ): Promise<SoapReply> {
    const { service = 'vim25' } = options;
    const path = service === 'vim25' ? '/sdk' : '/pbm';
    const reply = await this.#post(path, xml, {
      SOAPAction: `"urn:${service}/${this.version}"`,
      'Content-Type': 'text/xml; charset=utf-8',
      ...(this.cookie === '' ? {} : { Cookie: this.cookie }),
      ...options.headers,
    });
    const [started] = [reply.headers['set-cookie'] ?? []].flat();
    if (started !== undefined) this.cookie = started.split(';')[0] ?? '';
    return { ...reply, ...understand(reply.xml) };
  }

  close(): void {
    this.#agent.destroy();
  }

  async #post(
    path: string,
    body: string,
    headers: Record<string, string>,
  ): Promise<Pick<SoapReply, 'status' | 'headers' | 'xml'>> {
    const { url, caPem } = this.#target;
    return new Promise((resolve, reject) => {
      const options = { method: 'POST', ca: caPem, agent: this.#agent, headers };
      const sent = request(url + path, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const xml = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, xml });
        });
      });
      sent.on('error', (error) => reject(new NoAnswer(error.message)));
      sent.end(body);
    });
  }
}

const SESSION_MANAGER: Ref = { type: 'SessionManager', value: 'SessionManager' };

/** A SOAP envelope with the namespaces that arguments may use. */
export function envelope(body: string): string {
  return (
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"' +
    ' xmlns:xsd="http://www.w3.org/2001/XMLSchema"' +
    ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>${body}</soapenv:Body>` +
    '</soapenv:Envelope>'
  );
}

/** A reference as XML. */
export function refXml(tag: string, { type, value }: Ref): string {
  return `<${tag} type="${type}">${value}</${tag}>`;
}

/** The first child of that name. Throws when there is none. */
export function child(element: XmlElement, name: string): XmlElement {
  const found = children(element, name)[0];
  if (found === undefined) throw new Error(`${element.local} has no ${name}.`);
  return found;
}

export function children(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((each) => each.local === name);
}

/** The text at the end of a path of element names, or undefined. */
export function textAt(element: XmlElement, ...path: string[]): string | undefined {
  let current: XmlElement | undefined = element;
  for (const name of path) current = current?.children.find((each) => each.local === name);
  return current?.text;
}

function understand(xml: string): Pick<SoapReply, 'results' | 'text' | 'fault' | 'faultDetail'> {
  const [answer] = xml.includes('Envelope') ? child(readXml(xml), 'Body').children : [];
  if (answer === undefined)
    return { results: [], text: '', fault: undefined, faultDetail: undefined };
  const results = children(answer, 'returnval');
  const faultDetail = answer.local === 'Fault' ? child(answer, 'detail').children[0] : undefined;
  const fault = faultDetail?.xsiType?.local;
  return { results, text: results[0]?.text ?? '', fault, faultDetail };
}
