import { parseArgs } from 'node:util';
import { createCertificate } from './certificates/create-certificates.ts';

const HELP = `Makes a self-signed TLS certificate for the plug-in server.

Usage: npm run certificates -- --out DIR --host NAME [--host NAME …] [--days 825]

  --out DIR    folder for plugin-server.crt and plugin-server.key
  --host NAME  host name or IP address under which vCenter reaches the server; repeatable
  --days N     lifetime in days (default 825)

A certificate of your own authority works as well: give its PEM files to the server and to the registration instead.`;

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    host: { type: 'string', multiple: true },
    days: { type: 'string', default: '825' },
    help: { type: 'boolean', default: false },
  },
});

const days = Number(values.days);
if (values.help) {
  console.log(HELP);
} else if (!values.out || !values.host || !Number.isInteger(days) || days < 1) {
  console.error(HELP);
  process.exitCode = 2;
} else {
  const made = await createCertificate({ directory: values.out, hosts: values.host, days });
  console.log(`Certificate  ${made.certificateFile}`);
  console.log(`Private key  ${made.keyFile}`);
  console.log(`Thumbprint   ${made.thumbprint} (SHA-256)`);
  console.log(`Valid until  ${made.notAfter.toISOString()}`);
}
