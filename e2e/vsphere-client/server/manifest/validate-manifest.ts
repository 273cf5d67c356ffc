import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import { checkManifestRules } from './manifest-rules.ts';
import { manifestSchema, multiManifestSchema } from './manifest-schema.ts';
import type { PluginManifest } from './manifest-types.ts';

const ajv = new Ajv({
  allErrors: true,
  discriminator: true,
  strict: true,
  strictRequired: false,
  strictTypes: false,
});
const validate: ValidateFunction<PluginManifest> = ajv.compile<PluginManifest>(manifestSchema);
const validateMulti = ajv.compile<{ manifests: string[] }>(multiManifestSchema);

/** A manifest that may be deployed, or everything that is wrong with it. */
export type ManifestVerdict =
  | { readonly manifest: PluginManifest; readonly problems?: undefined }
  | { readonly problems: readonly string[] };

/**
 * Validates the text of a `plugin.json`.
 *
 * @param json - the text as downloaded.
 * @param serverTypes - the types of the servers in the plug-in's registration, which `dynamicUri.serverType` may name.
 */
export function validateManifest(json: string, serverTypes: readonly string[]): ManifestVerdict {
  const parsed = parseJson(json);
  if ('problem' in parsed) return { problems: [parsed.problem] };
  if (!validate(parsed.value)) return { problems: describeErrors(validate) };
  const problems = checkManifestRules(parsed.value, serverTypes);
  return problems.length > 0 ? { problems } : { manifest: parsed.value };
}

/** Reads the names, best first, out of the text of a `plugin-multi-manifest.json`. */
export function readMultiManifest(
  json: string,
): { readonly files: readonly string[] } | { readonly problems: readonly string[] } {
  const parsed = parseJson(json);
  if ('problem' in parsed) return { problems: [parsed.problem] };
  if (!validateMulti(parsed.value)) return { problems: describeErrors(validateMulti) };
  return { files: parsed.value.manifests };
}

function parseJson(json: string): { value: unknown } | { problem: string } {
  try {
    return { value: JSON.parse(json) };
  } catch (error) {
    // Expected: SyntaxError, the text comes from a plug-in's server.
    return { problem: `not valid JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function describeErrors(validator: ValidateFunction): string[] {
  // An 'if' error only repeats that a branch failed, whose own errors say why.
  const errors = (validator.errors ?? []).filter((error) => error.keyword !== 'if');
  const texts = errors.map((error) => {
    const place = error.instancePath.slice(1).replaceAll('/', '.') || 'manifest';
    const params: Record<string, unknown> = error.params;
    const extra = params['additionalProperty'] ?? params['allowedValues'];
    const detail = extra === undefined ? '' : ` (${JSON.stringify(extra)})`;
    return `${place}: ${error.message ?? error.keyword}${detail}`;
  });
  return [...new Set(texts)];
}
