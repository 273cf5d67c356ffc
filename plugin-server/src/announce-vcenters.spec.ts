import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { FakeClock } from '../testing/fake-clock.ts';
import { SilentLog } from '../testing/silent-log.ts';
import { startSimulatedVcenter } from '../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../testing/simulated-vcenter.ts';
import { prepareProduct } from '../testing/start-product.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { readConfig } from './config.ts';
import { openVcenters } from './open-vcenters.ts';
import { PluginServer } from './server.ts';

/** Starting a whole vCenter takes its time on a busy machine. */
const LIMIT_MS = 60_000;

/** Takes connections at the address of a vCenter and never says a word. */
async function silentServer(port: number) {
  const sockets: Socket[] = [];
  const called = Promise.withResolvers<undefined>();
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    called.resolve(undefined);
  });
  const listening = Promise.withResolvers<undefined>();
  server.listen(port, '127.0.0.1', () => listening.resolve(undefined));
  await listening.promise;
  return {
    called: called.promise,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('A server that starts', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let simulated: SimulatedVcenter;
  let log: SilentLog;
  let clock: FakeClock;
  let server: PluginServer;

  beforeEach(async () => {
    folder = await temporaryFolder();
    simulated = await startSimulatedVcenter();
    const { configFile } = await prepareProduct(folder.path, simulated);
    log = new SilentLog();
    clock = new FakeClock();
    server = new PluginServer(await readConfig(configFile), log, { clock, openVcenters });
  }, LIMIT_MS);
  afterEach(async () => {
    await server.stop();
    await simulated.close();
    await folder[Symbol.asyncDispose]();
  }, LIMIT_MS);

  /** The line of the log that tells of the vCenter, as soon as there is one. */
  async function announcement(): Promise<SilentLog['lines'][number]> {
    for (;;) {
      const line = log.lines.find(({ message }) => message.startsWith('vCenter '));
      if (line !== undefined) return line;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  it(
    'says under which account it reached its vCenter',
    async () => {
      await server.start();
      const { level, message, fields } = await announcement();
      expect([level, message]).toEqual(['info', 'vCenter reached']);
      expect(fields).toEqual(jasmine.objectContaining({ vcGuid: simulated.entry.vcGuid }));
    },
    LIMIT_MS,
  );

  it(
    'starts without its vCenter and says that it is away',
    async () => {
      await simulated.vcenter.close();
      await server.start();
      const { level, message, fields } = await announcement();
      expect([level, message]).toEqual([
        'warn',
        'vCenter cannot be worked with now; it is tried again when it is needed',
      ]);
      expect(JSON.stringify(fields)).toContain('ECONNREFUSED');
    },
    LIMIT_MS,
  );

  it(
    'can be stopped while its vCenter takes connections but does not answer',
    async () => {
      await simulated.vcenter.close();
      await using silent = await silentServer(Number(new URL(simulated.vcenter.url).port));
      await server.start();
      await silent.called;
      const stopped = server.stop();
      // The limit of the stop, and the time that calls are given.
      await clock.whenWaiting(2);
      clock.advance(4_000);
      await expectAsync(stopped).toBeResolved();
    },
    LIMIT_MS,
  );
});
