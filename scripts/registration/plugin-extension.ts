import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ExtensionRecord } from '../../plugin-server/src/vcenter/extension-record.ts';
import { thumbprintOf } from '../certificates/create-certificates.ts';

const EXTENSION_FOLDER = join(import.meta.dirname, '../../manifest/extension');

/** Key of the plug-in in vCenter's ExtensionManager. */
export const EXTENSION_KEY = 'com.rtr.iofilter';

const COMPANY = 'Real-Time Replication';
const LABEL = 'Real-Time Replication I/O Filter';
const SUMMARY = 'Installs, updates and removes the real-time-replication I/O Filter on clusters';

/** What an installation of the plug-in decides for itself. */
export interface PluginLocation {
  /** Address of the plug-in ZIP as vCenter reaches it, `https://plugin.example.org:8443/plugin.zip`. */
  readonly pluginUrl: string;
  /** The certificate of that server, PEM. */
  readonly certificatePem: string;
  /** `A[.B[.C[.D]]]`; the vSphere Client deploys a changed plug-in only when it changes. */
  readonly version: string;
  /** Whom vCenter's administrators may write to. */
  readonly adminEmail: string;
}

const taskList = z.array(z.strictObject({ taskId: z.string() }));
const faultList = z.array(z.strictObject({ faultId: z.string() }));
const eventList = z.array(
  z.strictObject({ eventId: z.string(), eventTypeSchema: z.string().optional() }),
);
const privilegeList = z.array(
  z.strictObject({
    groupId: z.string(),
    privileges: z.array(z.strictObject({ privilegeId: z.string() })),
  }),
);
const resourceList = z.record(z.string(), z.record(z.string(), z.string()));

/**
 * The extension record of the plug-in: its manifest server with certificate and thumbprint, and the task, fault, event and privilege ids
 * with their texts out of `manifest/extension`.
 */
export async function pluginExtension(location: PluginLocation): Promise<ExtensionRecord> {
  const tasks = await readList('task-list.json', taskList);
  const faults = await readList('fault-list.json', faultList);
  const events = await readList('event-list.json', eventList);
  const privileges = await readList('privilege-list.json', privilegeList);
  const resources = await readList('resource-list.json', resourceList);
  return {
    key: EXTENSION_KEY,
    version: location.version,
    company: COMPANY,
    label: LABEL,
    summary: SUMMARY,
    ...(await endpoints(location)),
    taskIds: tasks.map((task) => task.taskId),
    faultIds: faults.map((fault) => fault.faultId),
    eventTypes: events.map(({ eventId, eventTypeSchema }) => ({
      id: eventId,
      ...(eventTypeSchema === undefined ? {} : { schema: eventTypeSchema }),
    })),
    privileges: privileges.flatMap(({ groupId, privileges: members }) =>
      members.map(({ privilegeId }) => ({ id: `${groupId}.${privilegeId}`, group: groupId })),
    ),
    // The vendor's registration tool puts all texts into one module of this name.
    resources: Object.entries(resources).map(([locale, texts]) => ({
      locale,
      module: 'resources',
      texts,
    })),
    shownInSolutionManager: false,
  };
}

async function endpoints(
  location: PluginLocation,
): Promise<Pick<ExtensionRecord, 'servers' | 'clients'>> {
  const { pluginUrl: url, certificatePem, version, adminEmail } = location;
  const common = { url, label: LABEL, summary: SUMMARY, company: COMPANY };
  const thumbprint = await thumbprintOf(certificatePem);
  return {
    servers: [
      {
        ...common,
        type: 'MANIFEST_SERVER',
        adminEmail: [adminEmail],
        thumbprint,
        certificatePem,
      },
    ],
    clients: [{ ...common, version, type: 'vsphere-client-remote' }],
  };
}

async function readList<T>(name: string, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(JSON.parse(await readFile(join(EXTENSION_FOLDER, name), 'utf8')));
}
