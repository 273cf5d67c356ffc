import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { CHAIN_START, verifyChain } from '../plugin-server/src/domain/audit-chain.ts';
import type { ChainHead } from '../plugin-server/src/domain/audit-chain.ts';
import { auditCsv, auditJsonLines } from '../plugin-server/src/http/presenters/audit.ts';
import { SqliteAuditLog, sha256Hex } from '../plugin-server/src/store/sqlite-audit-log.ts';
import { readArguments } from './read-arguments.ts';
import { openServerDatabase } from './server-database.ts';

const HELP = `Verifies or exports the audit log of the plug-in server, also while it runs. Run it as the server's own user.

Usage: npm run audit -- verify --config FILE [--known NUMBER:HASH] [--json]
       npm run audit -- export --config FILE [--format csv|jsonl]

  --config FILE         the server's configuration file
  --known NUMBER:HASH   an entry that was noted before, elsewhere: "verify" prints the newest one, and the server logs it at each start
  --format FORMAT       csv or jsonl (the default)
  --json                prints JSON

verify  follows the chain of hashes from the first entry. A changed, added or removed entry breaks it. That the newest entries were cut
        off, or that all was written anew, shows only against a known entry.
export  prints the entries of all vCenters, oldest first.

Exit status: 0 the log holds, 1 it does not or cannot be read, 2 bad usage.`;

const { values, positionals } = readArguments(
  () =>
    parseArgs({
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        known: { type: 'string' },
        format: { type: 'string', default: 'jsonl' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  HELP,
);

function verify(audit: SqliteAuditLog, known: ChainHead | null): void {
  const report = verifyChain(audit.all(), sha256Hex, known);
  const { head, break: found } = report;
  if (values.json) console.log(JSON.stringify(report));
  else if (found === null)
    console.log(
      `The audit log holds: ${report.entries} entries, the newest is ${head.sequence}:${head.hash}`,
    );
  else console.log(`The audit log does not hold at entry ${found.sequence}. ${found.reason}`);
  if (found !== null) process.exitCode = 1;
}

async function exportAll(audit: SqliteAuditLog): Promise<void> {
  const lines = values.format === 'csv' ? auditCsv(audit.all()) : auditJsonLines(audit.all());
  for (const line of lines) if (!process.stdout.write(line)) await once(process.stdout, 'drain');
}

/** Null when there is none; undefined when it cannot be read. */
function knownEntry(text: string | undefined): ChainHead | null | undefined {
  if (text === undefined) return null;
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined) return undefined;
  return { sequence: Number(sequence), hash: sequence === '0' ? CHAIN_START : hash };
}

async function run(command: string, configFile: string, known: ChainHead | null): Promise<void> {
  const { database } = await openServerDatabase(configFile);
  try {
    const audit = new SqliteAuditLog(database, { now: () => new Date() });
    if (command === 'verify') verify(audit, known);
    else await exportAll(audit);
  } finally {
    database.close();
  }
}

const [command = '', ...others] = positionals;
const known = knownEntry(values.known);
const isUsable =
  ['verify', 'export'].includes(command) &&
  others.length === 0 &&
  ['csv', 'jsonl'].includes(values.format) &&
  known !== undefined;
if (values.help) {
  console.log(HELP);
} else if (!isUsable || !values.config) {
  console.error(HELP);
  process.exitCode = 2;
} else {
  try {
    await run(command, values.config, known);
  } catch (error) {
    // Expected: a configuration or a database that cannot be used, or a row in it that is no entry.
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
