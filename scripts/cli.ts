import { setTimeout as delay } from 'node:timers/promises';
import { EXIT } from './cli/exit-codes.ts';
import { runCli } from './cli/run-cli.ts';

const interrupt = new AbortController();
/** How long a call that is under way may take to end after Ctrl+C, so that the end can say what goes on in the server. */
const GRACE_MS = 3_000;

// Not `once`: npm and the terminal may both pass Ctrl+C on.
process.on('SIGINT', () => {
  interrupt.abort();
  setTimeout(() => process.exit(EXIT.interrupted), GRACE_MS).unref();
});

process.exitCode = await runCli(process.argv.slice(2), {
  out: (line) => {
    console.log(line);
  },
  err: (line) => {
    console.error(line);
  },
  pause: (ms) => delay(ms, undefined, { signal: interrupt.signal }),
});
