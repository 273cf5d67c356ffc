import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createTlsIdentity } from '../testing/tls-identity.ts';

/** A process of its own takes its time on a machine that is busy with other specs. */
const LIMIT_MS = 60_000;

describe('The server process', () => {
  function run(...args: string[]): ChildProcessByStdio<null, Readable, Readable> {
    const main = path.join(import.meta.dirname, 'main.ts');
    return spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  }
  async function outcomeOf(child: ChildProcessByStdio<null, Readable, Readable>) {
    const [out, err, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit') as Promise<[number | null]>,
    ]);
    return { out, err, code };
  }

  it(
    'explains itself with --help and ends with 2 when it is told no configuration',
    async () => {
      const help = await outcomeOf(run('--help'));
      expect([help.code, help.out]).toEqual([0, jasmine.stringContaining('--config FILE')]);
      expect((await outcomeOf(run())).code).toBe(2);
    },
    LIMIT_MS,
  );

  it(
    'ends with 1 and names the mistakes of its configuration',
    async () => {
      await using folder = await temporaryFolder();
      const file = path.join(folder.path, 'server.json');
      await writeFile(file, '{"slots": 99}');
      const { code, err } = await outcomeOf(run('--config', file));
      expect(code).toBe(1);
      expect(err).toContain('slots');
      expect(err).toContain('dataDir');
    },
    LIMIT_MS,
  );

  it(
    'starts without any vCenter and ends with 0 on SIGTERM',
    async () => {
      await using folder = await temporaryFolder();
      const { keyPem, certificatePem } = await createTlsIdentity();
      await writeFile(path.join(folder.path, 'key.pem'), keyPem);
      await writeFile(path.join(folder.path, 'cert.pem'), certificatePem);
      const file = path.join(folder.path, 'server.json');
      const settings = {
        listen: { host: '127.0.0.1', port: 0 },
        tls: { keyFile: 'key.pem', certificateFile: 'cert.pem' },
        dataDir: 'data',
      };
      await writeFile(file, JSON.stringify(settings));
      const child = run('--config', file);
      const closed = once(child, 'close') as Promise<[number | null]>;
      let lines = '';
      for await (const chunk of child.stdout.setEncoding('utf8')) {
        lines += String(chunk);
        if (String(chunk).includes('plug-in server started')) child.kill('SIGTERM');
      }
      const [code] = await closed;
      expect(lines).toContain('plug-in server stopped');
      expect(code).toBe(0);
    },
    LIMIT_MS,
  );
});
