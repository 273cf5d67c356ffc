import { setTimeout as delay } from 'node:timers/promises';
import { runCli } from './cli/run-cli.ts';

const interrupt = new AbortController();
// Not `once`: npm and the terminal may both pass Ctrl+C on.
process.on('SIGINT', () => {
  interrupt.abort();
});

process.exitCode = await runCli(process.argv.slice(2), {
  out: (line) => {
    console.log(line);
  },
  err: (line) => {
    console.error(line);
  },
  interrupted: interrupt.signal,
  pause: (ms) => delay(ms, undefined, { signal: interrupt.signal }),
});
