import { setTimeout as delay } from 'node:timers/promises';
import { knows } from '../core/api-version.ts';
import { guardOf, noPermission, notAuthenticated } from '../core/access.ts';
import { isRef, refKey, type ManagedObject, type Ref } from '../core/managed-object.ts';
import type { Call, Method } from '../core/method-table.ts';
import type { Caller, Session } from '../core/session.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { VimFault, managedObjectNotFound } from '../core/vim-fault.ts';
import { ROOT_FOLDER } from '../core/well-known.ts';
import type { CallLog, CallRecord } from '../control/call-log.ts';
import type { FaultRules, Injection } from '../control/fault-rules.ts';
import type { MethodDef, Service } from '../schema/idl.ts';
import { OLDEST_API_VERSION, requestedVersion } from './api-versions.ts';
import { invalidRequest } from './decode-error.ts';
import { Decoder } from './decoder.ts';
import { Encoder } from './encoder.ts';
import { faultEnvelope, readEnvelope, responseEnvelope, type SoapRequest } from './envelope.ts';
import { namespaceOf } from './namespaces.ts';
import { XmlError, type XmlElement } from './xml-tree.ts';

/** A SOAP request as it came over HTTP. */
export interface IncomingSoap {
  readonly service: Service;
  readonly xml: string;
  readonly soapAction: string | undefined;
  /** The session token of the cookie. */
  readonly token: string | undefined;
  readonly ipAddress: string;
  readonly userAgent: string;
  readonly signal: AbortSignal;
}

/** What is to be sent back; `cut` asks to close the connection without a word instead. */
export interface SoapOutcome {
  readonly status: 200 | 500;
  readonly xml: string;
  readonly started?: Session;
  readonly cut: boolean;
}

/** A request whose method and target have been found. */
interface Located {
  readonly method: MethodDef;
  readonly target: Ref;
  readonly call: XmlElement;
}

class ConnectionCut extends Error {}

/** Takes a request through all its stages: parse, find, decode, authenticate, authorise, inject faults, carry out, encode. */
export class Dispatcher {
  readonly #vcenter: Vcenter;
  readonly #log: CallLog;
  readonly #rules: FaultRules;
  readonly #encoders = new Map<string, Encoder>();

  constructor(vcenter: Vcenter, log: CallLog, rules: FaultRules) {
    this.#vcenter = vcenter;
    this.#log = log;
    this.#rules = rules;
  }

  /** Answers a request; never throws. */
  async dispatch(incoming: IncomingSoap): Promise<SoapOutcome> {
    const { apiVersion } = this.#vcenter.about;
    const version = requestedVersion(incoming.soapAction, incoming.service, apiVersion);
    const encoder = this.#encoder(incoming.service, version ?? OLDEST_API_VERSION);
    let started: Session | undefined;
    try {
      if (version === undefined) throw unsupportedVersion(incoming.soapAction);
      const soap = readEnvelope(incoming.xml);
      const caller = this.#caller(incoming, soap, (session) => (started = session));
      const located = this.#locate(incoming.service, version, soap.call);
      const xml = await this.#perform(located, caller, { version, encoder, incoming });
      return { status: 200, xml, cut: false, ...(started === undefined ? {} : { started }) };
    } catch (error) {
      // Faults of the call, requests that are no XML, connections to be cut; anything else is a mistake of the simulator.
      if (error instanceof ConnectionCut) return { status: 500, xml: '', cut: true };
      const xml = faultEnvelope(incoming.service, this.#toFault(error), encoder);
      return { status: 500, xml, cut: false };
    }
  }

  #caller(
    incoming: IncomingSoap,
    soap: SoapRequest,
    startSession: (session: Session) => void,
  ): Caller {
    const { ipAddress, userAgent } = incoming;
    // PBM gets its session by a SOAP header; the cookie serves as well.
    const header = soap.headers.get('vcSessionCookie')?.text.trim();
    const token = header === undefined || header === '' ? incoming.token : unquoted(header);
    const session = token === undefined ? undefined : this.#vcenter.sessions.byToken(token);
    if (session !== undefined) session.callCount += 1;
    const own = session === undefined ? {} : { session };
    return { ...own, ipAddress, userAgent, startSession };
  }

  #locate(service: Service, version: string, call: XmlElement): Located {
    const { schema, registry } = this.#vcenter;
    const [self] = call.children;
    const what = 'SOAP body';
    if (call.namespace !== namespaceOf(service)) {
      throw invalidRequest(`Unsupported namespace "${call.namespace}"`, call, what);
    }
    if (self?.local !== '_this' || self.namespace !== call.namespace) {
      throw invalidRequest('Missing "_this" parameter', call, what);
    }
    if (self.refType === undefined) throw invalidRequest('Type attribute not found', self, what);
    const target: Ref = { type: self.refType, value: self.text.trim() };
    const method = schema.method(target.type, call.local);
    if (method !== undefined && !knows(version, method.since)) {
      throw invalidRequest(`Method ${call.local} is newer than ${version}`, call, what);
    }
    if (method?.service === service || method?.objectType === 'ManagedObject') {
      return { method, target, call };
    }
    if (registry.find(target) !== undefined) {
      throw new VimFault('MethodNotFound', { receiver: target, method: call.local });
    }
    if (schema.objectType(target.type) !== undefined) throw managedObjectNotFound(target);
    throw invalidRequest(`Unable to resolve WSDL method name ${call.local}`, call, what);
  }

  async #perform(
    { method, target, call }: Located,
    caller: Caller,
    context: { version: string; encoder: Encoder; incoming: IncomingSoap },
  ): Promise<string> {
    const { version, encoder, incoming } = context;
    const record = this.#log.begin({
      service: incoming.service,
      method: method.name,
      object: refKey(target),
      userName: caller.session?.userName ?? null,
      apiVersion: version,
    });
    const begin = performance.now();
    try {
      const injection = this.#rules.meet(method.name, refKey(target));
      await inject(injection, incoming.signal);
      const args = new Decoder(this.#vcenter.schema, version).params(method, call);
      const parts = { caller, args, apiVersion: version, signal: incoming.signal };
      const result = await this.#invoke(method, target, parts);
      const xml = this.#encode(method, encoder, { result, service: incoming.service });
      await holdReply(injection, incoming.signal);
      if (injection?.action === 'cut-after') throw new ConnectionCut();
      return xml;
    } catch (error) {
      // Whatever ended the call is noted in the log and handled by the caller.
      noteFault(record, error);
      throw error;
    } finally {
      record.durationMs = Math.round((performance.now() - begin) * 100) / 100;
    }
  }

  #encode(
    method: MethodDef,
    encoder: Encoder,
    { result, service }: { result: unknown; service: Service },
  ): string {
    const results =
      method.result === undefined || (result === undefined && method.resultOptional)
        ? ''
        : encoder.element('returnval', method.result, result);
    return responseEnvelope(service, method.name, results);
  }

  async #invoke(
    method: MethodDef,
    target: Ref,
    parts: Pick<Call, 'caller' | 'args' | 'apiVersion' | 'signal'>,
  ): Promise<unknown> {
    const vcenter = this.#vcenter;
    const { session } = parts.caller;
    if (session === undefined && method.privilege !== 'System.Anonymous') {
      throw notAuthenticated(target, method.privilege);
    }
    const object = vcenter.registry.find(target);
    if (object === undefined || (object.owner !== undefined && object.owner !== session?.key)) {
      if (session === undefined) throw notAuthenticated(target);
      throw managedObjectNotFound(target);
    }
    const handler: Method | undefined = vcenter.methods.find(target.type, method.name);
    if (handler === undefined) {
      throw new VimFault('MethodNotFound', { receiver: target, method: method.name });
    }
    if (session !== undefined) this.#authorise(method, object, { ...parts, session });
    const call: Call = {
      vcenter,
      target: object,
      ...parts,
      get session(): Session {
        if (session === undefined) throw notAuthenticated(target);
        return session;
      },
    };
    return await handler(call);
  }

  /** Checks the static privileges that the schema names for the method and for the objects in its parameters. */
  #authorise(
    method: MethodDef,
    target: ManagedObject,
    call: Pick<Call, 'session' | 'args' | 'apiVersion'>,
  ): void {
    const { registry } = this.#vcenter;
    const { session, args, apiVersion } = call;
    const need = (object: ManagedObject, privilege: string): void => {
      const guard = guardOf(this.#vcenter, object);
      // Managers may be used by whoever has logged in, as far as looking goes.
      if (guard === undefined && privilege.startsWith('System.')) return;
      const granted = this.#vcenter.authorization.has(
        session.userName,
        guard ?? ROOT_FOLDER,
        privilege,
      );
      if (!granted) throw refusal(method, apiVersion, { object: guard ?? ROOT_FOLDER, privilege });
    };
    if (method.privilege !== undefined) need(target, method.privilege);
    for (const { name, privilege } of method.params) {
      if (privilege === undefined) continue;
      const value = args[name];
      for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (isRef(each)) need(registry.get(each), privilege);
      }
    }
  }

  #toFault(error: unknown): VimFault {
    if (error instanceof VimFault) return error;
    if (error instanceof XmlError) return new VimFault('InvalidRequest', {}, error.message);
    this.#vcenter.reportBug(error);
    const reason = error instanceof Error ? error.message : String(error);
    return new VimFault('SystemError', { reason }, `A general system error occurred: ${reason}`);
  }

  #encoder(service: Service, version: string): Encoder {
    const key = `${service}/${version}`;
    const encoder = this.#encoders.get(key) ?? new Encoder(this.#vcenter.schema, service, version);
    this.#encoders.set(key, encoder);
    return encoder;
  }
}

/** From 8.0.2 on the storage policy service has a fault of its own for missing privileges. */
function refusal(
  { service }: MethodDef,
  version: string,
  missing: { readonly object: Ref; readonly privilege: string },
): VimFault {
  const { object, privilege } = missing;
  if (service === 'vim25' || !knows(version, '8.0.2.0')) return noPermission(object, privilege);
  const missingPrivileges = [{ privilegeIds: [privilege] }];
  return new VimFault('PbmFaultNoPermission', { missingPrivileges });
}

/** Carries out what a fault rule wants done before the call. */
async function inject(injection: Injection | undefined, signal: AbortSignal): Promise<void> {
  if (injection === undefined) return;
  if (injection.delayMs > 0) await delay(injection.delayMs, undefined, { signal });
  if (injection.action === 'cut-before') throw new ConnectionCut();
  if (injection.action === 'fault') throw injection.fault;
}

/** Keeps the answer back as long as a fault rule says; a client that goes away in the meantime does not undo the call. */
async function holdReply(injection: Injection | undefined, signal: AbortSignal): Promise<void> {
  if (injection === undefined || injection.replyDelayMs === 0) return;
  await delay(injection.replyDelayMs, undefined, { signal }).catch(() => {
    throw new ConnectionCut();
  });
}

function noteFault(record: CallRecord, error: unknown): void {
  if (error instanceof ConnectionCut) record.fault = 'cut';
  else record.fault = error instanceof VimFault ? error.type : 'SystemError';
}

function unsupportedVersion(soapAction: string | undefined): VimFault {
  const uri = (soapAction ?? '').replace(/"/g, '');
  return new VimFault('InvalidRequest', {}, `Unsupported version URI "${uri}"`);
}

function unquoted(token: string): string {
  return token.replace(/^"|"$/g, '');
}
