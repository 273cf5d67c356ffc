import { incompatibility } from './compatibility.ts';
import type { ClientEnvironment } from './compatibility.ts';
import type { PluginManifest } from './manifest-types.ts';
import { readJsonFiles } from './read-archive.ts';
import { readMultiManifest, validateManifest } from './validate-manifest.ts';

/** The manifest to deploy, or the state and reason that *Client Plug-ins* shows. */
export type ManifestChoice =
  | { readonly manifest: PluginManifest; readonly fileName: string }
  | { readonly state: 'Failed' | 'Incompatible'; readonly reason: string };

/**
 * Picks the manifest out of what a plug-in's server gave: a bare `plugin.json`, a zip that holds one, or a zip with
 * `plugin-multi-manifest.json`, of whose files the first that is valid and fits this client wins. Source: remote plug-in guide, "multi-manifest".
 */
export async function chooseManifest(
  body: Buffer,
  serverTypes: readonly string[],
  here: ClientEnvironment,
): Promise<ManifestChoice> {
  if (body.subarray(0, 2).toString('latin1') !== 'PK') {
    return judge([['plugin.json', body.toString('utf8')]], serverTypes, here);
  }
  const files = await readJsonFiles(body);
  const index = files.get('plugin-multi-manifest.json');
  if (index === undefined) {
    const single = files.get('plugin.json');
    if (single === undefined) return failed('The archive holds no plugin.json.');
    return judge([['plugin.json', single]], serverTypes, here);
  }
  const listed = readMultiManifest(index);
  if ('problems' in listed) {
    return failed(`plugin-multi-manifest.json is not valid: ${listed.problems.join('; ')}`);
  }
  const candidates = listed.files.map((name) => [name, files.get(name)] as const);
  return judge(candidates, serverTypes, here);
}

function judge(
  candidates: readonly (readonly [string, string | undefined])[],
  serverTypes: readonly string[],
  here: ClientEnvironment,
): ManifestChoice {
  const reasons: string[] = [];
  let fitsNot: string | undefined;
  for (const [fileName, json] of candidates) {
    if (json === undefined) {
      reasons.push(`${fileName} is missing in the archive.`);
      continue;
    }
    const verdict = validateManifest(json, serverTypes);
    if (verdict.problems !== undefined) {
      reasons.push(`${fileName} is not valid: ${verdict.problems.join('; ')}.`);
      continue;
    }
    const reason = incompatibility(verdict.manifest, here);
    if (reason === undefined) return { manifest: verdict.manifest, fileName };
    fitsNot = reason;
  }
  if (fitsNot !== undefined) return { state: 'Incompatible', reason: fitsNot };
  return failed(reasons.join(' '));
}

function failed(reason: string): ManifestChoice {
  return { state: 'Failed', reason };
}
