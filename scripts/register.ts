import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { acceptCertificate } from './registration/accept-certificate.ts';
import { askPassword } from './registration/ask.ts';
import {
  findRegistration,
  registerPlugin,
  unregisterPlugin,
  type RegistrationTarget,
} from './registration/register-plugin.ts';

const HELP = `Registers the plug-in with a vCenter, or updates, shows or removes its registration.

Usage: npm run register -- --url https://VCENTER --user NAME [options]

  --action register|status|unregister   default: register (an existing registration is updated)
  --url URL                             the vCenter
  --user NAME                           an account with Extension ▸ Register, Update and Unregister
  --password-file FILE                  its first line is the password; without it the password is asked for
  --vcenter-certificate FILE            PEM to trust the vCenter by; without it the presented one is shown and must be accepted
  --accept-thumbprint SHA256            accepts the presented certificate if it has this thumbprint
  --plugin-url URL                      address of the plug-in as vCenter reaches it, https://HOST:PORT/plugin.zip
  --plugin-certificate FILE             PEM of the plug-in server's certificate
  --plugin-version VERSION              default 1.0.0; the vSphere Client notices a changed plug-in only by a new version
  --admin-email ADDRESS                 contact shown in vCenter

Passwords are never taken from the command line.`;

const { values } = parseArgs({
  options: {
    action: { type: 'string', default: 'register' },
    url: { type: 'string' },
    user: { type: 'string' },
    'password-file': { type: 'string' },
    'vcenter-certificate': { type: 'string' },
    'accept-thumbprint': { type: 'string' },
    'plugin-url': { type: 'string' },
    'plugin-certificate': { type: 'string' },
    'plugin-version': { type: 'string', default: '1.0.0' },
    'admin-email': { type: 'string', default: 'admin@localhost' },
    help: { type: 'boolean', default: false },
  },
});

async function readTarget(url: string, userName: string): Promise<RegistrationTarget> {
  const certificatePem = await acceptCertificate(url, {
    file: values['vcenter-certificate'],
    thumbprint: values['accept-thumbprint'],
  });
  const password = await askPassword(`Password of ${userName}: `, values['password-file']);
  return { url, certificatePem, userName, password };
}

async function register(target: RegistrationTarget): Promise<void> {
  const pluginUrl = values['plugin-url'];
  const certificateFile = values['plugin-certificate'];
  if (!pluginUrl || !certificateFile) {
    throw new Error('Registering needs --plugin-url and --plugin-certificate.');
  }
  const result = await registerPlugin(target, {
    pluginUrl,
    certificatePem: await readFile(certificateFile, 'utf8'),
    version: values['plugin-version'],
    adminEmail: values['admin-email'],
  });
  console.log(`The plug-in is ${result.action} at vCenter ${result.vcGuid}.`);
  console.log(
    'Self-test: the plug-in can be fetched under its certificate, and vCenter answers the record.',
  );
  console.log(
    'Administration ▸ Client Plug-ins shows its deployment; refresh the browser afterwards.',
  );
}

async function run(target: RegistrationTarget): Promise<void> {
  switch (values.action) {
    case 'register':
      return register(target);
    case 'status':
      console.log(JSON.stringify(await findRegistration(target), null, 2));
      return;
    case 'unregister':
      console.log((await unregisterPlugin(target)) ? 'Unregistered.' : 'It was not registered.');
      return;
    default:
      throw new Error(`There is no action "${values.action}"; see --help.`);
  }
}

if (values.help) {
  console.log(HELP);
} else if (!values.url || !values.user) {
  console.error(HELP);
  process.exitCode = 2;
} else {
  try {
    await run(await readTarget(values.url, values.user));
  } catch (error) {
    // Expected: everything a person can get wrong here; the sentence is what they need.
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
