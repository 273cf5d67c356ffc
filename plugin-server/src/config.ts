import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readEnvironment } from './config-environment.ts';
import { findFileMistakes } from './config-files.ts';

/** A vCenter that an administrator added; its password lies sealed in the data folder, never here. */
export interface VcenterEntry {
  /** `about.instanceUuid`, by which the vSphere Client names it. */
  readonly vcGuid: string;
  /** What users read. */
  readonly name: string;
  /** Origin of the vCenter, `https://vcenter.example.com`. */
  readonly url: string;
  /** PEM file with the certificate that the administrator accepted: vCenter's own or its authority's. */
  readonly certificateFile: string;
  readonly serviceAccount: { readonly userName: string };
}

/** Everything that can be set, checked and frozen. All paths are absolute. */
export interface Config {
  readonly listen: { readonly host: string; readonly port: number };
  /** How vCenter and its hosts reach this server; null means "the address it listens on", for trials on one machine. */
  readonly publicUrl: string | null;
  readonly tls: { readonly keyFile: string; readonly certificateFile: string };
  readonly dataDir: string;
  readonly masterKeyFile: string;
  /** Folders that hold the product folders `iofilter-vaio7` and `iofilter-vaio8`. */
  readonly bundleRoots: readonly string[];
  /** Largest bundle that is taken, uploaded or found in a folder, in MiB. */
  readonly bundleLimitMiB: number;
  /** Serves bundles, and nothing else, over plain HTTP too; null when switched off. */
  readonly bundleHttp: { readonly port: number } | null;
  readonly uiRoot: string;
  readonly manifestRoot: string;
  /** How many clusters are worked on at the same time. */
  readonly slots: number;
  /** From a try that failed to the next one. */
  readonly retrySeconds: number;
  /** Name that the filter's own storage policy gets when it is made. */
  readonly policyName: string;
  /** How many machines of one vCenter are reconfigured at the same time. */
  readonly policyTasks: number;
  /** How many days an activity is kept after its end. */
  readonly keepActivitiesDays: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly vcenters: readonly VcenterEntry[];
}

/** One thing that is wrong with the configuration: where, and what to do about it. */
export interface ConfigMistake {
  readonly path: string;
  readonly message: string;
}

/** The configuration cannot be used; `mistakes` names everything that is wrong, not only the first. */
export class ConfigError extends Error {
  readonly mistakes: readonly ConfigMistake[];

  constructor(file: string, mistakes: readonly ConfigMistake[]) {
    const lines = mistakes.map((mistake) => `  - ${mistake.path}: ${mistake.message}`);
    super(`The configuration ${file} cannot be used:\n${lines.join('\n')}`);
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Where the replication product keeps its bundles on Linux and on Windows. */
const PRODUCT_BUNDLE_ROOTS = [
  '/opt/nakivo/director/packages',
  'C:\\Program Files\\NAKIVO Backup & Replication\\packages',
];
const PROJECT_ROOT = path.resolve(import.meta.dirname, '../..');

const httpsOrigin = z.string().refine(isHttpsOrigin, {
  error: 'must be an https address without a path, like https://host:8443',
});
const filePath = z.string().min(1, 'must name a file');

const vcenterSchema = z.strictObject({
  vcGuid: z.string().regex(/^[A-Fa-f0-9-]{8,64}$/, 'is no GUID of a vCenter'),
  name: z.string().min(1).max(256),
  url: httpsOrigin,
  certificateFile: filePath,
  serviceAccount: z.strictObject({ userName: z.string().min(1).max(256) }),
});

const configSchema = z.strictObject({
  listen: z
    .strictObject({
      host: z.string().min(1).default('0.0.0.0'),
      port: z.coerce.number().int().min(0).max(65535).default(8443),
    })
    .prefault({}),
  publicUrl: httpsOrigin.nullable().default(null),
  tls: z.strictObject({ keyFile: filePath, certificateFile: filePath }),
  dataDir: filePath,
  masterKeyFile: filePath.optional(),
  bundleRoots: z.array(filePath).min(1).default(PRODUCT_BUNDLE_ROOTS),
  bundleLimitMiB: z.coerce.number().int().min(1).max(4096).default(512),
  bundleHttp: z
    .strictObject({ port: z.coerce.number().int().min(0).max(65535) })
    .nullable()
    .default(null),
  uiRoot: filePath.default(path.join(PROJECT_ROOT, 'plugin-ui/dist')),
  manifestRoot: filePath.default(path.join(PROJECT_ROOT, 'manifest')),
  slots: z.coerce.number().int().min(1).max(10).default(10),
  retrySeconds: z.coerce.number().int().min(1).max(3600).default(60),
  // SPBM takes no longer name (PbmCapabilityProfileCreateSpec).
  policyName: z.string().trim().min(1).max(80).default('Real-Time Replication I/O Filter'),
  policyTasks: z.coerce.number().int().min(1).max(128).default(32),
  keepActivitiesDays: z.coerce.number().int().min(1).max(3650).default(365),
  logLevel: z.enum(LOG_LEVELS).default('info'),
  vcenters: z
    .array(vcenterSchema)
    .max(100)
    .refine(areDifferent, { error: 'must not name the same vCenter twice' })
    .default([]),
});
/** Names of all settings at the top of the file. */
export const SETTINGS = Object.keys(configSchema.shape);
type ConfigInput = z.infer<typeof configSchema>;

/**
 * Reads the configuration file, lays the environment's settings over it and checks the whole, files included.
 * @param file path of the JSON file; relative paths inside it are taken from its folder
 * @param environment overrides `RTR_…`, see config-environment.ts
 * @throws ConfigError with every mistake at once
 */
export async function readConfig(
  file: string,
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<Config> {
  const raw = readEnvironment(await readJsonObject(file), environment);
  const parsed = configSchema.safeParse(raw);
  if (!parsed.success) throw new ConfigError(file, parsed.error.issues.map(toMistake));
  const config = resolvePaths(parsed.data, path.dirname(path.resolve(file)));
  const mistakes = await findFileMistakes(config);
  if (mistakes.length > 0) throw new ConfigError(file, mistakes);
  return deepFreeze(config);
}

function areDifferent(
  entries: readonly { readonly url: string; readonly vcGuid: string }[],
): boolean {
  const urls = new Set(entries.map((entry) => entry.url));
  const guids = new Set(entries.map((entry) => entry.vcGuid.toLowerCase()));
  return urls.size === entries.length && guids.size === entries.length;
}

function isHttpsOrigin(text: string): boolean {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:') return false;
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
}

async function readJsonObject(file: string): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    // Expected: the file is absent or not readable by this user.
    throw new ConfigError(file, [{ path: 'file', message: `cannot be read (${codeOf(error)})` }]);
  }
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch (error) {
    // Expected: SyntaxError of JSON.parse, or a JSON value that is no object.
    const reason = error instanceof SyntaxError ? error.message : 'it holds no JSON object';
    throw new ConfigError(file, [{ path: 'file', message: `is not valid JSON: ${reason}` }]);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function toMistake(issue: z.core.$ZodIssue): ConfigMistake {
  const where = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => `"${key}"`).join(', ');
    return { path: where || 'file', message: `has no setting ${names}; check the spelling` };
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return { path: where, message: `is missing (expected ${issue.expected})` };
  }
  return { path: where || 'file', message: issue.message };
}

function resolvePaths(input: ConfigInput, base: string): Config {
  const absolute = (name: string): string => path.resolve(base, name);
  const dataDir = absolute(input.dataDir);
  return {
    ...input,
    publicUrl: input.publicUrl === null ? null : new URL(input.publicUrl).origin,
    tls: {
      keyFile: absolute(input.tls.keyFile),
      certificateFile: absolute(input.tls.certificateFile),
    },
    dataDir,
    masterKeyFile: input.masterKeyFile
      ? absolute(input.masterKeyFile)
      : path.join(dataDir, 'master.key'),
    bundleRoots: input.bundleRoots.map(absolute),
    uiRoot: absolute(input.uiRoot),
    manifestRoot: absolute(input.manifestRoot),
    vcenters: input.vcenters.map((entry) => ({
      ...entry,
      url: new URL(entry.url).origin,
      certificateFile: absolute(entry.certificateFile),
    })),
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
