import { parseArgs } from 'node:util';
import { CONFIG_HELP } from './config-help.ts';
import { readConfig } from './config.ts';
import { createLogger } from './logging/create-logger.ts';
import { PluginServer } from './server.ts';

const HELP = `Usage: node plugin-server/src/main.ts --config FILE

Starts the plug-in server. It runs until it is told to stop (SIGTERM or SIGINT).

  --config FILE   JSON configuration; RTR_CONFIG names it as well
  --help          this text

${CONFIG_HELP}`;

const { values } = parseArgs({
  options: { config: { type: 'string' }, help: { type: 'boolean', default: false } },
});
const configFile = values.config ?? process.env['RTR_CONFIG'];

if (values.help) {
  console.log(HELP);
} else if (configFile === undefined) {
  console.error(HELP);
  process.exitCode = 2;
} else {
  await run(configFile);
}

async function run(file: string): Promise<void> {
  let server: PluginServer | null = null;
  try {
    const config = await readConfig(file, process.env);
    server = new PluginServer(config, createLogger(config.logLevel));
    // Before the start, which a signal may end as well.
    stopOnSignal(server);
    await server.start();
  } catch (error) {
    // Expected: ConfigError, a port that is taken, a master key or a database that cannot be opened.
    report(error);
    process.exitCode = 1;
    await server?.stop();
  }
}

function stopOnSignal(server: PluginServer): void {
  const stop = (): void => {
    server.stop().then(
      () => process.exit(),
      (error: unknown) => {
        report(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function report(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
}
