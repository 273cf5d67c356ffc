import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Config, ConfigMistake } from './config.ts';

/**
 * Checks what the configuration's file names point at: the TLS pair belongs together, certificates can be read.
 * Folders that may come later (bundles, the built user interface) are not demanded.
 */
export async function findFileMistakes(config: Config): Promise<ConfigMistake[]> {
  const pair = await findTlsMistakes(config.tls);
  const pinned = await Promise.all(
    config.vcenters.map(async ({ certificateFile }, index) => {
      const read = await readCertificate(certificateFile);
      return 'message' in read
        ? [{ path: `vcenters.${index}.certificateFile`, message: read.message }]
        : [];
    }),
  );
  return [...pair, ...pinned.flat()];
}

async function findTlsMistakes(tls: Config['tls']): Promise<ConfigMistake[]> {
  const mistakes: ConfigMistake[] = [];
  const certificate = await readCertificate(tls.certificateFile);
  const key = await readKey(tls.keyFile);
  if ('message' in certificate) {
    mistakes.push({ path: 'tls.certificateFile', message: certificate.message });
  }
  if ('message' in key) mistakes.push({ path: 'tls.keyFile', message: key.message });
  if ('value' in certificate && 'value' in key && !certificate.value.checkPrivateKey(key.value)) {
    mistakes.push({
      path: 'tls',
      message: `the key ${tls.keyFile} does not belong to the certificate ${tls.certificateFile}`,
    });
  }
  return mistakes;
}

type Outcome<T> = { readonly value: T } | { readonly message: string };

function readCertificate(file: string): Promise<Outcome<X509Certificate>> {
  return readParsed(file, 'PEM certificate', (pem) => new X509Certificate(pem));
}

function readKey(file: string): Promise<Outcome<ReturnType<typeof createPrivateKey>>> {
  return readParsed(file, 'unencrypted PEM private key', (pem) => createPrivateKey(pem));
}

async function readParsed<T>(
  file: string,
  what: string,
  parse: (pem: Buffer) => T,
): Promise<Outcome<T>> {
  let pem: Buffer;
  try {
    pem = await readFile(file);
  } catch (error) {
    // Expected: no such file, or no permission to read it.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return { message: `${file} cannot be read (${code})` };
  }
  try {
    return { value: parse(pem) };
  } catch {
    // Expected: OpenSSL refuses the text. Its own message may quote key material, so it is not passed on.
    return { message: `${file} holds no ${what}` };
  }
}
