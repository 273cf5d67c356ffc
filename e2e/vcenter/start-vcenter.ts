import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import express, { type Express } from 'express';
import { assembleCore } from './assemble.ts';
import { installContent, type Content, type ContentOptions } from './content.ts';
import { CallLog } from './control/call-log.ts';
import { controlApi } from './control/control-api.ts';
import { createControl, type Control } from './control/control.ts';
import { FaultRules } from './control/fault-rules.ts';
import { ref, refKey } from './core/managed-object.ts';
import type { Vcenter } from './core/vcenter.ts';
import { placePermissions, placeRoles, usersOf } from './permissions.ts';
import { mountClientRoutes, mountServiceVersions } from './rest/client-routes.ts';
import { mountSessionRoutes } from './rest/session-routes.ts';
import { mountTaggingRoutes } from './rest/tagging-routes.ts';
import type { Scenario } from './scenario/scenario-schema.ts';
import { defineContentSchema } from './schema/content-schema.ts';
import { Dispatcher } from './wire/dispatcher.ts';
import type { TagBook } from './tagging/tag-book.ts';
import { HttpsServer } from './wire/https-server.ts';
import type { MessageTap } from './wire/message-tap.ts';
import { makeServerIdentity } from './wire/server-certificate.ts';
import { mountSoap } from './wire/soap-endpoint.ts';

/** How a simulated vCenter is started. */
export interface VcenterOptions {
  readonly scenario: Scenario;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly controlPort?: number;
  /** The address to listen on; 127.0.0.1 by default. */
  readonly host?: string;
  /** One more name for the certificate, beside localhost and the loopback addresses. */
  readonly hostName?: string;
  /** The newest API version it speaks; the scenario's by default. */
  readonly apiVersion?: string;
  /** How many times faster than real time tasks go. */
  readonly taskSpeed?: number;
  readonly content?: ContentOptions;
  /** Sees every SOAP message. */
  readonly tap?: MessageTap;
  /** Adds to the web server before it listens: the simulated vSphere Client mounts itself here. */
  readonly extend?: (vcenter: Vcenter, app: Express, server: TlsServer) => void;
}

/** A simulated vCenter that serves. */
export interface RunningVcenter {
  /** `https://localhost:PORT` */
  readonly url: string;
  readonly port: number;
  /** The server's certificate. */
  readonly certificatePem: string;
  /** The root to trust. */
  readonly caPem: string;
  readonly instanceUuid: string;
  readonly controlUrl: string;
  readonly vcenter: Vcenter;
  readonly content: Content;
  readonly control: Control;
  /** Stops everything; safe to call twice. */
  close(): Promise<void>;
}

/** Starts a simulated vCenter with the world of a scenario; resolves when it serves. */
export async function startVcenter(options: VcenterOptions): Promise<RunningVcenter> {
  const { scenario, host = '127.0.0.1' } = options;
  const closing = new AbortController();
  const bugs: string[] = [];
  const { vcenter, content } = makeWorld(options, closing.signal, bugs);
  const identity = await makeServerIdentity(options.hostName);
  const log = new CallLog();
  const rules = faultRulesOf(vcenter);
  const app = makeApp({ vcenter, log, rules, tags: content.tags, tap: options.tap });
  const server = new HttpsServer(app, identity, { host, port: options.port ?? 0 });
  options.extend?.(vcenter, app, server.server);
  const port = await server.listen();
  const restart = async (downMs: number): Promise<void> => {
    await server.close();
    vcenter.sessions.expire();
    await delay(downMs);
    if (!closing.signal.aborted) await server.listen();
  };
  const { hosts, vms, trustRoot } = content;
  const control = createControl({ vcenter, log, rules, hosts, vms, trustRoot, bugs, restart });
  const controls = await listenForControls(control, options.controlPort ?? 0);
  return {
    url: `https://localhost:${port}`,
    port,
    certificatePem: identity.certificatePem,
    caPem: identity.caPem,
    instanceUuid: scenario.vcenter.instanceUuid,
    controlUrl: `http://127.0.0.1:${(controls.address() as AddressInfo).port}`,
    vcenter,
    content,
    control,
    close: async () => {
      closing.abort();
      vcenter.sessions.expire();
      controls.closeAllConnections();
      controls.close();
      await server.close();
    },
  };
}

/** The rules by which calls and tasks of a vCenter fail. */
function faultRulesOf(vcenter: Vcenter): FaultRules {
  const rules = new FaultRules((object) => nameOfKey(vcenter, object));
  vcenter.taskFault = (method, entity) => rules.meet(method, refKey(entity), 'task')?.fault;
  return rules;
}

/** The name of the inventory object that a key (`VirtualMachine:vm-12`) stands for. */
function nameOfKey({ registry }: Vcenter, key: string): string | undefined {
  const colon = key.indexOf(':');
  const object = registry.find(ref(key.slice(0, colon), key.slice(colon + 1)));
  const name = object?.properties['name'];
  return typeof name === 'string' ? name : undefined;
}

function makeWorld(
  options: VcenterOptions,
  closing: AbortSignal,
  bugs: string[],
): { vcenter: Vcenter; content: Content } {
  const { scenario } = options;
  const { instanceUuid, name, version, apiVersion, build } = scenario.vcenter;
  const { vcenter, roleBook } = assembleCore({
    about: { instanceUuid, name, version, build, apiVersion: options.apiVersion ?? apiVersion },
    users: usersOf(scenario),
    speed: options.taskSpeed ?? 1,
    closing,
    reportBug: (error) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      bugs.push(text);
      process.stderr.write(`simulated vCenter: ${text}\n`);
    },
    defineTypes: defineContentSchema,
  });
  placeRoles(roleBook, scenario);
  const content = installContent(vcenter, scenario, options.content);
  placePermissions(roleBook, vcenter.registry, scenario);
  return { vcenter, content };
}

function makeApp(parts: {
  readonly vcenter: Vcenter;
  readonly log: CallLog;
  readonly rules: FaultRules;
  readonly tags: TagBook;
  readonly tap: MessageTap | undefined;
}): Express {
  const { vcenter, log, rules, tags, tap } = parts;
  const app = express();
  app.disable('x-powered-by');
  mountSoap(app, new Dispatcher(vcenter, log, rules), tap);
  mountServiceVersions(app, vcenter, { log, rules });
  mountSessionRoutes(app, vcenter, { log, rules });
  mountClientRoutes(app, vcenter, { log, rules });
  mountTaggingRoutes(app, { vcenter, log, rules, tags });
  return app;
}

async function listenForControls(control: Control, port: number): Promise<HttpServer> {
  const app = controlApi(control);
  const server = createServer((request, response) => void app(request, response));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
