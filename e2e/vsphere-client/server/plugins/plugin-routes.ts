import type { Agent } from 'node:https';
import type { RegisteredServer, RemotePluginRecord } from './extension-record.ts';
import { routeName } from './plugin-instance.ts';
import type { ProxyRoute } from './plugin-instance.ts';
import { trustedAgent } from './server-trust.ts';

/**
 * Makes the proxy routes of a plug-in: the manifest server's, whose agent is verified already, and one for each further origin among
 * the auxiliary servers. An auxiliary server that can't be verified keeps its route, which then answers 503.
 */
export async function makeRoutes(
  record: RemotePluginRecord,
  manifestAgent: Agent,
): Promise<readonly ProxyRoute[]> {
  const home = new URL(record.manifestUrl).origin;
  const origins = new Set([home, ...record.servers.map((server) => new URL(server.url).origin)]);
  return Promise.all(
    [...origins].map(async (origin) => {
      const servers = record.servers.filter((server) => new URL(server.url).origin === origin);
      const agent = origin === home ? manifestAgent : await agentOrNone(servers[0]);
      return {
        name: routeName(new URL(origin)),
        origin,
        types: servers.map((server) => server.type),
        ...(agent ? { agent } : {}),
      };
    }),
  );
}

async function agentOrNone(server: RegisteredServer | undefined): Promise<Agent | undefined> {
  if (!server) return undefined;
  try {
    return await trustedAgent(server);
  } catch {
    // Expected: the server is down or shows another certificate than the registered one.
    return undefined;
  }
}
