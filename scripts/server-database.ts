import { access } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { readConfig } from '../plugin-server/src/config.ts';
import type { Config } from '../plugin-server/src/config.ts';
import { databaseFile, openDatabase } from '../plugin-server/src/store/open-database.ts';

/**
 * The embedded database of the server with this configuration; the server may be running. It has to be opened as the server's own user, who
 * owns the files beside it too.
 * @throws ConfigError, or an Error when the server has never been started
 */
export async function openServerDatabase(
  configFile: string,
): Promise<{ readonly config: Config; readonly database: DatabaseSync }> {
  const config = await readConfig(configFile, process.env);
  const file = databaseFile(config.dataDir);
  try {
    await access(file);
  } catch (error) {
    // Expected: ENOENT. A typing mistake in the configuration must not make an empty database somewhere.
    throw new Error(`There is no database ${file} yet: start the server once.`, { cause: error });
  }
  return { config, database: openDatabase(file) };
}
