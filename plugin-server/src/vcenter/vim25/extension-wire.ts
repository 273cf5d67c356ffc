import { listOf, member, optionalText, textOf } from '../decoded.ts';
import type { ExtensionRecord, ExtensionServer } from '../extension-record.ts';
import type { WireObject } from '../soap/encode-request.ts';

/** The `Extension` data object; `lastHeartbeatTime` is mandatory there, though only agents use it. */
export function extensionToWire(record: ExtensionRecord, now: Date): WireObject {
  return {
    description: { label: record.label, summary: record.summary },
    key: record.key,
    company: record.company,
    version: record.version,
    server: record.servers.map(serverToWire),
    client: record.clients.map(({ label, summary, ...client }) => ({
      ...client,
      description: { label, summary },
    })),
    taskList: record.taskIds.map((taskID) => ({ taskID })),
    eventList: record.eventTypes.map(({ id, schema }) => ({
      eventID: id,
      eventTypeSchema: schema,
    })),
    faultList: record.faultIds.map((faultID) => ({ faultID })),
    privilegeList: record.privileges.map(({ id, group }) => ({ privID: id, privGroupName: group })),
    resourceList: record.resources.map(({ locale, module, texts }) => ({
      locale,
      module,
      data: Object.entries(texts).map(([key, value]) => ({ key, value })),
    })),
    lastHeartbeatTime: now,
    shownInSolutionManager: record.shownInSolutionManager,
  };
}

function serverToWire(server: ExtensionServer): WireObject {
  const { label, summary, thumbprint, certificatePem, ...rest } = server;
  return {
    ...rest,
    description: { label, summary },
    serverThumbprint: thumbprint,
    serverCertificate: certificatePem,
  };
}

/** Reads a record as it is registered. */
export function extensionFromWire(value: unknown): ExtensionRecord {
  return {
    key: textOf(value, 'key'),
    version: textOf(value, 'version'),
    company: optionalText(value, 'company') ?? '',
    ...descriptionOf(value),
    servers: listOf(value, 'server').map(serverFromWire),
    clients: listOf(value, 'client').map((client) => ({
      ...descriptionOf(client),
      version: textOf(client, 'version'),
      company: textOf(client, 'company'),
      type: textOf(client, 'type'),
      url: textOf(client, 'url'),
    })),
    taskIds: listOf(value, 'taskList').map((task) => textOf(task, 'taskID')),
    eventTypes: listOf(value, 'eventList').map((event) => {
      const schema = optionalText(event, 'eventTypeSchema');
      return { id: textOf(event, 'eventID'), ...(schema === null ? {} : { schema }) };
    }),
    faultIds: listOf(value, 'faultList').map((fault) => textOf(fault, 'faultID')),
    privileges: listOf(value, 'privilegeList').map((privilege) => ({
      id: textOf(privilege, 'privID'),
      group: textOf(privilege, 'privGroupName'),
    })),
    resources: listOf(value, 'resourceList').map((resource) => ({
      locale: textOf(resource, 'locale'),
      module: textOf(resource, 'module'),
      texts: Object.fromEntries(
        listOf(resource, 'data').map((text) => [textOf(text, 'key'), textOf(text, 'value')]),
      ),
    })),
    shownInSolutionManager: member(value, 'shownInSolutionManager') === true,
  };
}

function serverFromWire(server: unknown): ExtensionServer {
  const thumbprint = optionalText(server, 'serverThumbprint');
  const certificatePem = optionalText(server, 'serverCertificate');
  return {
    ...descriptionOf(server),
    url: textOf(server, 'url'),
    company: textOf(server, 'company'),
    type: textOf(server, 'type'),
    adminEmail: listOf(server, 'adminEmail').map(String),
    ...(thumbprint === null ? {} : { thumbprint }),
    ...(certificatePem === null ? {} : { certificatePem }),
  };
}

function descriptionOf(value: unknown): { readonly label: string; readonly summary: string } {
  const description = member(value, 'description');
  return { label: textOf(description, 'label'), summary: textOf(description, 'summary') };
}
