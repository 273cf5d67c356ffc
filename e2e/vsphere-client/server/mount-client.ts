import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import type { Vcenter } from '../../vcenter/core/vcenter.ts';
import type { Banner } from '../protocol/shell-api.ts';
import { PluginDeployer } from './plugins/plugin-deployer.ts';
import type { DeploymentNotice } from './plugins/plugin-deployer.ts';
import { PluginProxy } from './plugins/plugin-proxy.ts';
import { deploymentTasks } from './plugins/deployment-tasks.ts';
import { LiveStream } from './shell/live-stream.ts';
import { pluginApi } from './shell/plugin-api.ts';
import type { TokenMode } from './shell/plugin-api.ts';
import { listAt } from './shell/property-reader.ts';
import { shellAssetRoutes } from './shell/shell-assets.ts';
import type { ShellAssets } from './shell/shell-assets.ts';
import { shellRoutes } from './shell/shell-routes.ts';
import { ShellSessions } from './shell/shell-sessions.ts';

export interface ClientOptions {
  readonly assets: ShellAssets;
  readonly tokenMode?: TokenMode;
}

/** The simulated vSphere Client on a vCenter's web server. */
export interface MountedClient {
  readonly deployer: PluginDeployer;
  /** Takes over the upgrade of a WebSocket below `/plugins/`; answers false for any other path. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
}

/** Mounts the shell, its data routes, `htmlClientSdk.js` and the plug-in proxy, and starts to deploy what is registered. */
export function mountClient(vcenter: Vcenter, app: Express, options: ClientOptions): MountedClient {
  const deployer = makeDeployer(vcenter);
  const proxy = new PluginProxy((id) => deployer.find(id));
  const live = new LiveStream(vcenter);
  const sessions = new ShellSessions(vcenter);
  deployer.onChange((notice) => live.tell({ kind: 'plugins', ...banner(notice) }));

  app.get('/', (_request, response) => response.redirect('/ui/'));
  app.get('/api/ui/htmlClientSdk.js', (_request, response) => {
    response.type('js').set('cache-control', 'no-cache').send(options.assets.sdkScript);
  });
  const plugins = pluginApi(vcenter, deployer, options.tokenMode ?? 'stable');
  app.use('/ui/api', shellRoutes({ vcenter, sessions, live }, plugins));
  app.use('/ui', shellAssetRoutes(options.assets));
  app.use((request, response, next) => {
    if (request.originalUrl.startsWith('/plugins/')) proxy.web(request, response);
    else next();
  });
  return {
    deployer,
    upgrade: (request, socket, head) => {
      if (!request.url?.startsWith('/plugins/')) return false;
      proxy.upgrade(request, socket, head);
      return true;
    },
  };
}

function makeDeployer(vcenter: Vcenter): PluginDeployer {
  const { about, registry } = vcenter;
  const deployer = new PluginDeployer({
    extensions: () =>
      registry
        .ofType('ExtensionManager')
        .flatMap((manager) => [...listAt(manager, 'extensionList')]),
    environment: {
      clientVersion: about.version,
      vcenterVersion: about.version,
      environment: 'onprem',
    },
    runTask: deploymentTasks(vcenter),
  });
  const stop = registry.onChange((change) => {
    if (change.object.ref.type === 'ExtensionManager') deployer.reconcile();
  });
  vcenter.closing.addEventListener('abort', () => {
    stop();
    deployer.close();
  });
  deployer.reconcile();
  return deployer;
}

function banner({ instance, change }: DeploymentNotice): { banner?: Banner } {
  const { label, version } = instance.record;
  const name = `${label} ${version}`;
  const say = (text: string, refresh: boolean) => ({ banner: { text, refresh } });
  switch (change) {
    case 'deployed':
      return say(`The plug-in ${name} has been deployed. Refresh the browser to use it.`, true);
    case 'undeployed':
      return say(
        `The plug-in ${name} has been undeployed. Refresh the browser to remove it.`,
        true,
      );
    case 'failed':
      return say(`The plug-in ${name} could not be deployed. Client Plug-ins tells why.`, false);
    case 'progress':
      return {};
  }
}
