import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import type { Config } from '../plugin-server/src/config.ts';
import { apiTokenState } from '../plugin-server/src/domain/api-token.ts';
import type { ApiToken, ApiTokenScope } from '../plugin-server/src/domain/api-token.ts';
import { tokenAdministration } from '../plugin-server/src/manage-tokens.ts';
import type { TokenAdministration } from '../plugin-server/src/manage-tokens.ts';
import { readArguments } from './read-arguments.ts';
import { openServerDatabase } from './server-database.ts';

const HELP = `Makes, lists and revokes API tokens of the plug-in server, also while it runs. Run it as the server's own user.

Usage: npm run tokens -- create --config FILE --name NAME --scope SCOPE [options]
       npm run tokens -- list   --config FILE [--json]
       npm run tokens -- revoke --config FILE --name NAME

  --config FILE      the server's configuration file
  --name NAME        name of the token; one of that name can be in force
  --scope SCOPE      replication-jobs: keeps the registry of replication jobs, for the replication product
                     operate: does what its vSphere user may do, for "npm run cli"
  --user NAME        for operate: the vSphere user, as vCenter writes the name: DOMAIN\\name
  --vcenter GUID     the one vCenter that it is good for; operate needs one, and takes the only one by default
  --expires-days N   days until it expires; without it, it does not
  --out FILE         writes the token to a new file that only you can read, instead of showing it
  --json             prints JSON

The token is shown once. The server keeps only its hash.`;

const { values, positionals } = readArguments(
  () =>
    parseArgs({
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        name: { type: 'string' },
        scope: { type: 'string' },
        user: { type: 'string' },
        vcenter: { type: 'string' },
        'expires-days': { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  HELP,
);

async function create(tokens: TokenAdministration, config: Config): Promise<void> {
  const scope = scopeOf(values.scope);
  const { token, secret } = tokens.create({
    name: values.name ?? '',
    scope,
    vcGuid: vcenterOf(scope, config),
    userName: values.user ?? null,
    expiresAt: expiryOf(values['expires-days']),
  });
  if (values.out !== undefined) {
    try {
      await writeFile(values.out, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      // Expected: the file is there already, or cannot be made. Nobody would ever know the token.
      tokens.revoke(token.name);
      throw error;
    }
  }
  const shown = values.out === undefined ? secret : null;
  if (values.json) console.log(JSON.stringify({ ...token, secret: shown }));
  else if (shown !== null) {
    console.error(`The token "${token.name}" is shown this once:`);
    console.log(shown);
  } else console.log(`The token "${token.name}" is in ${values.out ?? ''}.`);
}

function list(tokens: TokenAdministration): void {
  const now = new Date();
  const rows = tokens.list().map((token) => ({ ...token, state: apiTokenState(token, now) }));
  if (values.json) console.log(JSON.stringify(rows));
  else if (rows.length === 0) console.log('There are no tokens.');
  else for (const row of rows) console.log(lineOf(row));
}

function lineOf(row: ApiToken & { readonly state: string }): string {
  const { id, name, state, scope, userName, vcGuid, expiresAt, lastUsedAt } = row;
  return [
    `rtr_${id}  ${state.padEnd(7)}  ${scope.padEnd(16)}  ${name}`,
    userName === null ? null : `for ${userName}`,
    vcGuid === null ? 'all vCenters' : `vCenter ${vcGuid}`,
    expiresAt === null ? null : `expires ${expiresAt}`,
    lastUsedAt === null ? 'never used' : `last used ${lastUsedAt}`,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

function scopeOf(text: string | undefined): ApiTokenScope {
  if (text === 'replication-jobs' || text === 'operate') return text;
  throw new Error('--scope is replication-jobs or operate.');
}

function vcenterOf(scope: ApiTokenScope, { vcenters }: Config): string | null {
  const wanted = values.vcenter?.toLowerCase();
  const known = vcenters.filter(
    ({ vcGuid }) => wanted === undefined || vcGuid.toLowerCase() === wanted,
  );
  if (wanted === undefined && scope === 'replication-jobs') return null;
  if (known.length === 1 && known[0] !== undefined) return known[0].vcGuid;
  const guids = vcenters.map(({ vcGuid, name }) => `${vcGuid} (${name})`).join(', ');
  throw new Error(`Name the vCenter by --vcenter. The server knows: ${guids || 'none'}.`);
}

function expiryOf(days: string | undefined): Date | null {
  if (days === undefined) return null;
  const count = Number(days);
  if (!Number.isInteger(count) || count < 1 || count > 3650)
    throw new Error('--expires-days is a whole number from 1 to 3650.');
  return new Date(Date.now() + count * 24 * 60 * 60 * 1000);
}

async function run(command: string, configFile: string): Promise<void> {
  const { config, database } = await openServerDatabase(configFile);
  try {
    const clock = { now: () => new Date() };
    const tokens = tokenAdministration(database, clock, userInfo().username);
    if (command === 'create') await create(tokens, config);
    else if (command === 'list') list(tokens);
    else {
      const { name } = tokens.revoke(values.name ?? '');
      console.log(`The token "${name}" is revoked.`);
    }
  } finally {
    database.close();
  }
}

const [command = '', ...others] = positionals;
if (values.help) {
  console.log(HELP);
} else if (!['create', 'list', 'revoke'].includes(command) || others.length > 0 || !values.config) {
  console.error(HELP);
  process.exitCode = 2;
} else {
  try {
    await run(command, values.config);
  } catch (error) {
    // Expected: everything a person can get wrong here; the sentence is what they need.
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
