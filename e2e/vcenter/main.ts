import { writeFileSync } from 'node:fs';
import { readCommand, usage, type Command } from './command-line.ts';
import { startVcenter, type RunningVcenter } from './start-vcenter.ts';

async function run(command: Command): Promise<void> {
  const vcenter = await startVcenter(command.options);
  if (command.caFile !== undefined) writeFileSync(command.caFile, vcenter.caPem);
  print(command, vcenter);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void vcenter.close();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function print({ json, passwords, caFile }: Command, vcenter: RunningVcenter): void {
  const { url, controlUrl, instanceUuid, caPem } = vcenter;
  if (json) {
    console.log(JSON.stringify({ url, controlUrl, instanceUuid, passwords, caPem }));
    return;
  }
  console.log(`Simulated vCenter   ${url}/sdk   (${instanceUuid})`);
  console.log(`Control API         ${controlUrl}`);
  for (const [name, password] of Object.entries(passwords)) {
    console.log(`Login               ${name}  ${password}`);
  }
  console.log(
    caFile === undefined
      ? 'Its root certificate is new at each start; write it to a file with --ca-file.'
      : `Root certificate    ${caFile}`,
  );
  console.log('Ctrl+C ends it.');
}

try {
  const command = readCommand(process.argv.slice(2));
  if (command.help) console.log(usage);
  else await run(command);
} catch (error) {
  // A wrong option or file, or a port that is taken: the sentence is all the user needs.
  console.error(error instanceof Error ? error.message : String(error));
  console.error('npm run vcenter -- --help shows the options.');
  process.exitCode = 1;
}
