import path from 'node:path';

interface Override {
  readonly setting: string;
  readonly isList?: true;
}

/** Environment variables that override a setting of the file. Lists are separated like PATH. */
export const OVERRIDES: Readonly<Record<string, Override>> = {
  RTR_LISTEN_HOST: { setting: 'listen.host' },
  RTR_LISTEN_PORT: { setting: 'listen.port' },
  RTR_PUBLIC_URL: { setting: 'publicUrl' },
  RTR_TLS_KEY_FILE: { setting: 'tls.keyFile' },
  RTR_TLS_CERTIFICATE_FILE: { setting: 'tls.certificateFile' },
  RTR_DATA_DIR: { setting: 'dataDir' },
  RTR_MASTER_KEY_FILE: { setting: 'masterKeyFile' },
  RTR_BUNDLE_ROOTS: { setting: 'bundleRoots', isList: true },
  RTR_BUNDLE_LIMIT_MIB: { setting: 'bundleLimitMiB' },
  RTR_BUNDLE_HTTP_PORT: { setting: 'bundleHttp.port' },
  RTR_UI_ROOT: { setting: 'uiRoot' },
  RTR_MANIFEST_ROOT: { setting: 'manifestRoot' },
  RTR_SLOTS: { setting: 'slots' },
  RTR_RETRY_SECONDS: { setting: 'retrySeconds' },
  RTR_POLICY_NAME: { setting: 'policyName' },
  RTR_POLICY_TASKS: { setting: 'policyTasks' },
  RTR_KEEP_ACTIVITIES_DAYS: { setting: 'keepActivitiesDays' },
  RTR_LOG_LEVEL: { setting: 'logLevel' },
};

/**
 * Lays the environment's settings over those of the file; an empty variable counts as absent.
 * Relative paths in variables are taken from the working directory, as a shell user expects.
 */
export function readEnvironment(
  settings: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> {
  let result = { ...settings };
  for (const [name, override] of Object.entries(OVERRIDES)) {
    const text = environment[name];
    if (!text) continue;
    const names = override.isList ? text.split(path.delimiter) : [text];
    const values = isPathSetting(name) ? names.map((value) => path.resolve(value)) : names;
    const value = override.isList ? values : values[0];
    result = withSetting(result, override.setting.split('.'), value);
  }
  return result;
}

function isPathSetting(name: string): boolean {
  return /_(FILE|DIR|ROOTS?)$/.test(name);
}

function withSetting(
  settings: Readonly<Record<string, unknown>>,
  [head = '', ...rest]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  if (rest.length === 0) return { ...settings, [head]: value };
  const inner = settings[head];
  // Something that is no object stays for the schema to complain about, with the override beside it.
  const base = typeof inner === 'object' && inner !== null ? { ...inner } : {};
  return { ...settings, [head]: withSetting(base, rest, value) };
}
