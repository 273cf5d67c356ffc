import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { addVcenter } from '../plugin-server/src/add-vcenter.ts';
import { acceptCertificate } from './registration/accept-certificate.ts';
import { askPassword } from './registration/ask.ts';

const HELP = `Adds a vCenter with its service account to the plug-in server's configuration; the password is tried and kept sealed.

Usage: npm run add-vcenter -- --config FILE --url https://VCENTER --user NAME [options]

  --config FILE                the server's configuration file
  --url URL                    the vCenter
  --user NAME                  the service account under which the server works
  --password-file FILE         its first line is the password; without it the password is asked for
  --vcenter-certificate FILE   PEM to trust the vCenter by; without it the presented one is shown and must be accepted
  --accept-thumbprint SHA256   accepts the presented certificate if it has this thumbprint

The server reads its configuration at the start: restart it afterwards.`;

const { values } = parseArgs({
  options: {
    config: { type: 'string' },
    url: { type: 'string' },
    user: { type: 'string' },
    'password-file': { type: 'string' },
    'vcenter-certificate': { type: 'string' },
    'accept-thumbprint': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** The accepted certificate as a file that stays beside the configuration. */
async function certificateFile(config: string, url: string): Promise<string> {
  const given = values['vcenter-certificate'];
  if (given !== undefined) return given;
  const pem = await acceptCertificate(url, { thumbprint: values['accept-thumbprint'] });
  const file = join(dirname(resolve(config)), `vcenter-${new URL(url).hostname}.crt`);
  await writeFile(file, pem);
  return file;
}

async function run(config: string, url: string, userName: string): Promise<void> {
  const file = await certificateFile(config, url);
  const password = await askPassword(`Password of ${userName}: `, values['password-file']);
  await addVcenter(config, { url, certificateFile: file, userName, password });
  console.log(`${new URL(url).host} is added; restart the server to use it.`);
}

const { config, url, user } = values;
if (values.help) {
  console.log(HELP);
} else if (!config || !url || !user) {
  console.error(HELP);
  process.exitCode = 2;
} else {
  try {
    await run(config, url, user);
  } catch (error) {
    // Expected: everything a person can get wrong here; the sentence is what they need.
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
