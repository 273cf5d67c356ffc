import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startProduct, type RunningProduct } from '../e2e/product/start-product.ts';
import { buildUi } from './demo/build-ui.ts';
import { requireNode } from './setup/node-version.ts';

requireNode();

const HELP = `Starts the whole product on a simulated vCenter: nothing else is needed.

Usage: npm run demo [-- options]

  --port N          port of the simulated vCenter and its vSphere Client (default 9443)
  --server-port N   port of the plug-in server (default 9444)
  --control-port N  port of the simulator's control API (default 9445)
  --speed N         how many times faster than real time the simulated tasks go (default 1)

A port that is taken is replaced by a free one. Ctrl+C ends everything; the next start begins anew.`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '9443' },
    'server-port': { type: 'string', default: '9444' },
    'control-port': { type: 'string', default: '9445' },
    speed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

function say(product: RunningProduct): void {
  const { administrator, operator, simulation } = product;
  console.log(`
The vSphere Client is ready. Open

    ${product.loginUrl}

    ${administrator.userName}   ${administrator.password}   may do everything
    ${operator.userName}        ${operator.password}   has no "Query patch" privilege

The certificate is self-made, so the browser warns once. Right-click the cluster Production, then I/O Filter.
Plug-in server ${product.serverUrl} (log: ${product.logFile}), control API ${simulation.controlUrl}. Ctrl+C ends the demo.`);
}

async function run(): Promise<void> {
  console.log(buildUi() ? 'The user interface is built.' : 'The user interface is up to date.');
  const directory = join(import.meta.dirname, '../.cache/demo');
  await rm(directory, { recursive: true, force: true });
  const product = await startProduct({
    directory,
    ports: {
      vcenter: Number(values.port),
      server: Number(values['server-port']),
      control: Number(values['control-port']),
    },
    taskSpeed: Number(values.speed),
  });
  say(product);
  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    void product.close().then(() => process.exit(0));
  };
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
}

if (values.help) {
  console.log(HELP);
} else {
  await run();
}
