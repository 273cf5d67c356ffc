import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { createProxyServer } from 'http-proxy-3';
import type { PluginInstance, ProxyRoute } from './plugin-instance.ts';

/** Long enough for live streams that say something now and then. */
const idleTimeoutMs = 10 * 60 * 1000;

/** The reverse proxy before the servers of all plug-ins: `/plugins/<key>~<version>~<n>/<host>-<port>/...`. */
export class PluginProxy {
  readonly #find: (instanceId: string) => PluginInstance | undefined;
  readonly #proxy = createProxyServer({
    secure: true,
    changeOrigin: true,
    xfwd: true,
    proxyTimeout: idleTimeoutMs,
  });

  constructor(find: (instanceId: string) => PluginInstance | undefined) {
    this.#find = find;
    // A browser's login at the client and at vCenter is no business of a plug-in's server (simulation's choice: the real filter is unknown).
    this.#proxy.on('proxyReq', (outgoing) => outgoing.removeHeader('cookie'));
    this.#proxy.on('proxyReqWs', (outgoing) => outgoing.removeHeader('cookie'));
    this.#proxy.on('proxyRes', (incoming, _request, response) => cutTogether(incoming, response));
  }

  /** Forwards a request; answers 404 for an unknown plug-in or server and 503 while the server can't be reached or trusted. */
  web(request: IncomingMessage, response: ServerResponse): void {
    const target = this.#resolve(request.url ?? '');
    if (!target) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
      return;
    }
    if (!target.route.agent) {
      refuse(response);
      return;
    }
    request.url = target.path;
    this.#proxy.web(
      request,
      response,
      { target: target.route.origin, agent: target.route.agent },
      () => refuse(response),
    );
  }

  /** Forwards the upgrade of a WebSocket; hangs up where `web` would answer an error. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const target = this.#resolve(request.url ?? '');
    if (!target?.route.agent) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
      return;
    }
    request.url = target.path;
    const options = { target: target.route.origin, agent: target.route.agent, ws: true };
    this.#proxy.ws(request, socket, head, options, () => socket.destroy());
  }

  #resolve(url: string): { route: ProxyRoute; path: string } | undefined {
    const match = /^\/plugins\/([^/]+)\/([^/?]+)(\/[^]*)?$/.exec(url);
    if (!match) return undefined;
    const [, id = '', server, path = '/'] = match;
    const route = this.#find(decode(id))?.routes.find((entry) => entry.name === server);
    return route && { route, path };
  }
}

/** Ends an answer that its server broke off; otherwise a page would wait for the rest of a live stream for ever. */
function cutTogether(incoming: IncomingMessage, response: ServerResponse): void {
  incoming.once('close', () => {
    if (!incoming.complete) response.destroy();
  });
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Expected: a lone % in a path that somebody typed; it names no plug-in.
    return '';
  }
}

/** The words are those of the Envoy proxy that vCenter runs. */
function refuse(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(503, { 'content-type': 'text/plain' }).end('no healthy upstream');
}
