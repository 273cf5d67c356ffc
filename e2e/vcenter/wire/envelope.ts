import type { VimFault } from '../core/vim-fault.ts';
import type { Service } from '../schema/idl.ts';
import { escapeXml } from './encode-checks.ts';
import type { Encoder } from './encoder.ts';
import {
  SOAP_ENCODING_NAMESPACE,
  SOAP_NAMESPACE,
  XSD_NAMESPACE,
  XSI_NAMESPACE,
  namespaceOf,
} from './namespaces.ts';
import { invalidRequest } from './decode-error.ts';
import { readXml, type XmlElement } from './xml-tree.ts';

/** A request taken apart: the method's element and the header entries by local name. */
export interface SoapRequest {
  readonly call: XmlElement;
  readonly headers: ReadonlyMap<string, XmlElement>;
}

/** Reads a SOAP 1.1 envelope with exactly one element in its body. Throws `XmlError` or `InvalidRequest`. */
export function readEnvelope(text: string): SoapRequest {
  const envelope = readXml(text);
  if (envelope.local !== 'Envelope' || envelope.namespace !== SOAP_NAMESPACE) {
    throw invalidRequest('Expected a SOAP 1.1 envelope', envelope, 'SOAP envelope');
  }
  const part = (name: string): XmlElement | undefined =>
    envelope.children.find((each) => each.local === name && each.namespace === SOAP_NAMESPACE);
  const [call, ...others] = part('Body')?.children ?? [];
  if (call === undefined || others.length > 0) {
    throw invalidRequest('Expected one element in the body', envelope, 'SOAP body');
  }
  const headers = part('Header')?.children ?? [];
  return { call, headers: new Map(headers.map((each) => [each.local, each])) };
}

const open =
  '<?xml version="1.0" encoding="UTF-8"?>\n' +
  `<soapenv:Envelope xmlns:soapenc="${SOAP_ENCODING_NAMESPACE}" xmlns:soapenv="${SOAP_NAMESPACE}"` +
  ` xmlns:xsd="${XSD_NAMESPACE}" xmlns:xsi="${XSI_NAMESPACE}">\n<soapenv:Body>\n`;
const close = '\n</soapenv:Body>\n</soapenv:Envelope>';

function declarations(service: Service): string {
  const vim = service === 'vim25' ? '' : ` xmlns:vim25="${namespaceOf('vim25')}"`;
  return `xmlns="${namespaceOf(service)}"${vim}`;
}

/** The reply of a method whose result elements are already written. */
export function responseEnvelope(service: Service, method: string, results: string): string {
  const tag = `${method}Response`;
  return `${open}<${tag} ${declarations(service)}>${results}</${tag}>${close}`;
}

/** The reply for a fault, in vCenter's form: `<NameFault xsi:type="Name">` in the detail. HTTP status 500 goes with it. */
export function faultEnvelope(service: Service, fault: VimFault, encoder: Encoder): string {
  const tag = `${fault.type}Fault`;
  const detail = encoder.typedElement(tag, fault.type, fault.toDataObject());
  const declared = detail.replace(`<${tag}`, `<${tag} ${declarations(service)}`);
  return (
    `${open}<soapenv:Fault><faultcode>ServerFaultCode</faultcode>` +
    `<faultstring>${escapeXml(fault.message)}</faultstring>` +
    `<detail>${declared}</detail></soapenv:Fault>${close}`
  );
}
