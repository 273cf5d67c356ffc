import { isDeepStrictEqual } from 'node:util';
import type { ExtensionRecord } from '../../plugin-server/src/vcenter/extension-record.ts';
import { ExtensionRegistry } from '../../plugin-server/src/vcenter/extension-registry.ts';
import { fetchPinned } from './fetch-pinned.ts';
import { EXTENSION_KEY, pluginExtension, type PluginLocation } from './plugin-extension.ts';

/** A vCenter with the account of an administrator who may register extensions. */
export interface RegistrationTarget {
  readonly url: string;
  /** The certificate that the administrator accepted, PEM. */
  readonly certificatePem: string;
  readonly userName: string;
  readonly password: string;
}

/** What registration did and what its self-test found. */
export interface RegistrationResult {
  readonly action: 'registered' | 'updated';
  readonly apiVersion: string;
  readonly vcGuid: string;
}

const ZIP_MAGIC = Buffer.from('PK\u0003\u0004', 'latin1');

/**
 * Registers the plug-in, or updates its registration when the key is there already, and tests the result: the plug-in ZIP can be fetched
 * under the registered certificate before anything is written, and the record is read back afterwards.
 * @throws Error in plain words when the self-test fails; VcenterUnreachable; VimFault InvalidLogin or NoPermission
 */
export async function registerPlugin(
  target: RegistrationTarget,
  location: PluginLocation,
): Promise<RegistrationResult> {
  await testPluginServer(location);
  const wanted = await pluginExtension(location);
  return withRegistry(target, async (registry) => {
    const present = await registry.find(EXTENSION_KEY);
    if (present === null) await registry.register(wanted);
    else await registry.update(wanted);
    testRecord(wanted, await registry.find(EXTENSION_KEY));
    return {
      action: present === null ? 'registered' : 'updated',
      apiVersion: registry.apiVersion,
      vcGuid: registry.vcGuid,
    };
  });
}

/** Takes the plug-in's record out of vCenter. @returns false when it was not registered */
export async function unregisterPlugin(target: RegistrationTarget): Promise<boolean> {
  return withRegistry(target, async (registry) => {
    if ((await registry.find(EXTENSION_KEY)) === null) return false;
    await registry.unregister(EXTENSION_KEY);
    return true;
  });
}

/** The plug-in's record as vCenter holds it, or null. */
export async function findRegistration(
  target: RegistrationTarget,
): Promise<ExtensionRecord | null> {
  return withRegistry(target, (registry) => registry.find(EXTENSION_KEY));
}

async function withRegistry<T>(
  target: RegistrationTarget,
  work: (registry: ExtensionRegistry) => Promise<T>,
): Promise<T> {
  const registry = await ExtensionRegistry.open({ ...target, clock: { now: () => new Date() } });
  try {
    return await work(registry);
  } finally {
    await registry.close();
  }
}

async function testPluginServer({ pluginUrl, certificatePem }: PluginLocation): Promise<void> {
  const file = await fetchPinned(pluginUrl, certificatePem);
  const isManifest = pluginUrl.endsWith('.json') && file.subarray(0, 1).toString() === '{';
  if (!isManifest && !file.subarray(0, 4).equals(ZIP_MAGIC)) {
    throw new Error(`${pluginUrl} holds no plug-in manifest; nothing was registered.`);
  }
}

function testRecord(wanted: ExtensionRecord, found: ExtensionRecord | null): void {
  const urls = (record: ExtensionRecord | null): unknown =>
    record && [record.version, record.servers[0]?.url, record.clients[0]?.url];
  if (!isDeepStrictEqual(urls(wanted), urls(found))) {
    throw new Error('vCenter took the registration but answers another record; look at it again.');
  }
}
