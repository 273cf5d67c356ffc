import { Router } from 'express';
import type { Response } from 'express';
import type { Vcenter } from '../../../vcenter/core/vcenter.ts';
import { refAt } from './property-reader.ts';
import type { PluginRow } from '../../protocol/client-plugin.ts';
import type { PluginDeployer } from '../plugins/plugin-deployer.ts';
import type { PluginInstance } from '../plugins/plugin-instance.ts';
import { resolvePlugin } from '../plugins/resolve-plugin.ts';
import { localsOf } from './shell-routes.ts';

/**
 * Whether a plug-in gets the same token each time it asks or a new one. The vendor's documents leave it open, so plug-ins have to bear
 * both.
 */
export type TokenMode = 'stable' | 'fresh';

/** What the shell asks about plug-ins, below `/ui/api`. */
export function pluginApi(vcenter: Vcenter, deployer: PluginDeployer, mode: TokenMode): Router {
  const router = Router();
  router.get('/plugins', (request, response) => {
    const { locale } = request.query;
    const wanted = typeof locale === 'string' ? locale : 'en-US';
    const plugins = deployer.list().map((instance) => resolvePlugin(instance, wanted));
    response.json(plugins.filter((plugin) => plugin !== undefined));
  });
  router.get('/plugin-states', (_request, response) => {
    response.json(deployer.list().map(pluginRow));
  });
  router.post('/plugins/:instanceId/session', (request, response) => {
    const instance = deployer.find(request.params.instanceId);
    if (!instance) {
      response.status(404).json({ message: 'No such plug-in.' });
      return;
    }
    const sessionToken = tokenFor(instance, response, { vcenter, mode });
    response.json({ sessionToken, nodeId: vcenter.about.instanceUuid });
  });
  router.post('/plugins/:instanceId/redeploy', (request, response) => {
    if (!mayManagePlugins(vcenter, response)) {
      response.status(403).json({ message: 'You do not have the privilege Plugin.Management.' });
      return;
    }
    deployer.redeploy(request.params.instanceId);
    response.status(202).end();
  });
  return router;
}

function tokenFor(
  instance: PluginInstance,
  response: Response,
  { vcenter, mode }: { vcenter: Vcenter; mode: TokenMode },
): string {
  const { shell } = localsOf(response);
  const known = mode === 'stable' ? shell.pluginTokens.get(instance.id) : undefined;
  const token = known ?? vcenter.sessions.issueUiToken(shell.session);
  shell.pluginTokens.set(instance.id, token);
  return token;
}

function mayManagePlugins(vcenter: Vcenter, response: Response): boolean {
  const { shell } = localsOf(response);
  const folders = vcenter.registry.ofType('Folder');
  const root = folders.find((folder) => refAt(folder, 'parent') === undefined);
  if (!root) return false;
  return vcenter.authorization.has(shell.session.userName, root.ref, 'Plugin.Management');
}

function pluginRow(instance: PluginInstance): PluginRow {
  const { record, state, reason } = instance;
  const resolved = resolvePlugin(instance, 'en-US');
  return {
    instanceId: instance.id,
    key: record.key,
    name: resolved?.name ?? record.label,
    version: record.version,
    vendor: record.company,
    state,
    ...(reason === undefined ? {} : { reason }),
  };
}
