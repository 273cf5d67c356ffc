import { z } from 'zod';

const server = z.looseObject({
  url: z.string(),
  type: z.string().default(''),
  serverThumbprint: z.string().optional(),
  serverCertificate: z.string().optional(),
});

const client = z.looseObject({
  url: z.string(),
  type: z.string(),
  version: z.string(),
});

const extension = z.looseObject({
  key: z.string(),
  version: z.string(),
  company: z.string().default(''),
  description: z.looseObject({ label: z.string(), summary: z.string() }),
  client: z.array(client).default([]),
  server: z.array(server).default([]),
});

/** A server of a plug-in as its registration names it; URLs may end in a file name. */
export interface RegisteredServer {
  readonly url: string;
  readonly type: string;
  readonly thumbprint?: string;
  readonly certificatePem?: string;
}

/** A registered extension that has a user interface of type `vsphere-client-remote`. */
export interface RemotePluginRecord {
  readonly key: string;
  readonly version: string;
  readonly company: string;
  readonly label: string;
  readonly manifestUrl: string;
  readonly manifestServer?: RegisteredServer;
  readonly servers: readonly RegisteredServer[];
}

/** Reads the remote plug-in out of an `Extension` data object; undefined when the extension has none. */
export function remotePluginOf(extensionObject: unknown): RemotePluginRecord | undefined {
  const parsed = extension.safeParse(extensionObject);
  if (!parsed.success) return undefined;
  const record = parsed.data;
  const remote = record.client.find((entry) => entry.type === 'vsphere-client-remote');
  if (!remote) return undefined;
  const servers = record.server.map((entry) => ({
    url: entry.url,
    type: entry.type,
    ...(entry.serverThumbprint ? { thumbprint: entry.serverThumbprint } : {}),
    ...(entry.serverCertificate ? { certificatePem: entry.serverCertificate } : {}),
  }));
  const manifestServer = findManifestServer(servers, remote.url);
  return {
    key: record.key,
    version: record.version,
    company: record.company,
    label: record.description.label,
    manifestUrl: remote.url,
    ...(manifestServer ? { manifestServer } : {}),
    servers,
  };
}

/** The entry of type MANIFEST_SERVER; registrations of older tools call it HTTPS or rely on its being the first. */
function findManifestServer(
  servers: readonly RegisteredServer[],
  manifestUrl: string,
): RegisteredServer | undefined {
  return (
    servers.find((entry) => entry.type === 'MANIFEST_SERVER') ??
    servers.find((entry) => entry.url === manifestUrl) ??
    servers[0]
  );
}
