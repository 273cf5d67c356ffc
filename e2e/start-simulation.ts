import { startVcenter } from './vcenter/start-vcenter.ts';
import type { RunningVcenter, VcenterOptions } from './vcenter/start-vcenter.ts';
import { mountClient } from './vsphere-client/server/mount-client.ts';
import type { MountedClient } from './vsphere-client/server/mount-client.ts';
import type { TokenMode } from './vsphere-client/server/shell/plugin-api.ts';
import { buildShellAssets } from './vsphere-client/server/shell/shell-assets.ts';

/** How a simulated vCenter with its vSphere Client is started. */
export interface SimulationOptions extends Omit<VcenterOptions, 'extend'> {
  /** Whether a plug-in gets the same session token each time it asks (the default) or a new one. */
  readonly tokenMode?: TokenMode;
}

/** A simulated vCenter that serves, with its vSphere Client on the same port. */
export interface RunningSimulation extends RunningVcenter {
  /** Where a browser logs in. */
  readonly loginUrl: string;
  /** The client's server half: what is deployed, and when nothing is being deployed any more. */
  readonly client: MountedClient;
}

/** Starts a simulated vCenter and its vSphere Client; resolves when both serve. */
export async function startSimulation(options: SimulationOptions): Promise<RunningSimulation> {
  const { tokenMode, ...vcenterOptions } = options;
  const assets = await buildShellAssets();
  let client: MountedClient | undefined;
  const vcenter = await startVcenter({
    ...vcenterOptions,
    extend: (world, app, server) => {
      const mounted = mountClient(world, app, { assets, ...(tokenMode ? { tokenMode } : {}) });
      server.on('upgrade', (request, socket, head: Buffer) => {
        if (!mounted.upgrade(request, socket, head)) socket.destroy();
      });
      client = mounted;
    },
  });
  if (!client) throw new Error('The vSphere Client was not mounted.');
  return { ...vcenter, client, loginUrl: `${vcenter.url}/ui/` };
}
