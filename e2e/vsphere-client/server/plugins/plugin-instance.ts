import type { Agent } from 'node:https';
import type { PluginState } from '../../protocol/client-plugin.ts';
import type { PluginManifest } from '../manifest/manifest-types.ts';
import type { RemotePluginRecord } from './extension-record.ts';

/** One server of a plug-in behind the reverse proxy. */
export interface ProxyRoute {
  /** `<host>-<port>`, the part of the path that names the server. */
  readonly name: string;
  readonly origin: string;
  /** Types of the registered servers at this origin. */
  readonly types: readonly string[];
  /** Missing when the server's certificate could not be verified at deployment. */
  readonly agent?: Agent;
}

/** A registered remote plug-in and how far its deployment is. */
export interface PluginInstance {
  /** `<key>~<version>~<n>` */
  readonly id: string;
  readonly record: RemotePluginRecord;
  state: PluginState;
  reason?: string;
  manifest?: PluginManifest;
  routes: readonly ProxyRoute[];
}

/** The path under which the proxy serves one server of a plug-in: `/plugins/<key>~<version>~<n>/<host>-<port>`. */
export function proxiedBase(instanceId: string, serverUrl: string): string {
  return `/plugins/${encodeURIComponent(instanceId)}/${routeName(new URL(serverUrl))}`;
}

/** `<host>-<port>` of a server. */
export function routeName(url: URL): string {
  return `${url.hostname}-${url.port || (url.protocol === 'http:' ? '80' : '443')}`;
}
