import { Injectable, inject } from '@angular/core';
import { API_BASE } from '@contract/routes';
import { ClientSdk } from '../client-sdk/client-sdk';
import type { PluginBackendInfo } from '../client-sdk/html-client-sdk';
import { ApiProblem } from './api-problem';

/** Where a request goes and who it is from. */
export interface Connection {
  /** Absolute URL of the API, without a slash at the end. */
  readonly apiUrl: string;
  readonly sessionToken: string;
}

/** Finds our server behind the vSphere Client's proxy and keeps the session token that the client gave. */
@Injectable({ providedIn: 'root' })
export class PluginServerConnection {
  readonly #sdk = inject(ClientSdk);
  #backends: Promise<PluginBackendInfo | null> | undefined;
  #token: Promise<string | null> | undefined;

  /** Throws `ApiProblem` `noClient` when the client gives no session. */
  async connect(vcGuid: string): Promise<Connection> {
    const [backends, sessionToken] = await Promise.all([
      this.#askBackends(),
      (this.#token ??= this.#sdk.sessionToken()),
    ]);
    if (sessionToken === null) {
      this.#token = undefined;
      throw noSession();
    }
    return { apiUrl: this.#apiUrl(backends, vcGuid), sessionToken };
  }

  /** Like `connect`, with a session token asked anew: the old one was refused. */
  reconnect(vcGuid: string): Promise<Connection> {
    this.#token = undefined;
    return this.connect(vcGuid);
  }

  /** The vCenters of this client at which the plug-in is registered, for views without a context object. */
  async vcGuids(): Promise<readonly string[]> {
    return Object.keys((await this.#askBackends())?.backendServersPerVc ?? {}).sort();
  }

  #askBackends(): Promise<PluginBackendInfo | null> {
    return (this.#backends ??= this.#sdk.backends());
  }

  #apiUrl(backends: PluginBackendInfo | null, vcGuid: string): string {
    const [backend] =
      backends?.backendServersPerVc?.[vcGuid] ?? backends?.allPluginBackendServers ?? [];
    if (backend) {
      return withoutSlash(new URL(backend.proxiedBaseUrl, location.origin).href) + API_BASE;
    }
    const origin = this.#sdk.proxiedServerOrigin();
    if (origin !== null) return withoutSlash(origin) + API_BASE;
    // A client that can tell neither still loaded this page through the proxy, one folder below the server's root.
    return withoutSlash(new URL('..', document.baseURI).href) + API_BASE;
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function noSession(): ApiProblem {
  return new ApiProblem({
    status: 0,
    code: 'noClient',
    title: 'No vSphere Client session',
    detail:
      'The vSphere Client did not hand over a session for this plug-in. Refresh the browser and log in again.',
  });
}
