import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addVcenter } from '../../plugin-server/src/add-vcenter.ts';
import { createCertificate } from '../../scripts/certificates/create-certificates.ts';

/** What the plug-in server needs to know of its vCenter. */
export interface VcenterAccess {
  readonly url: string;
  /** PEM that the vCenter's certificate is verified with. */
  readonly certificatePem: string;
  readonly userName: string;
  readonly password: string;
}

export interface ServerFiles {
  readonly configFile: string;
  readonly logFile: string;
  readonly url: string;
  readonly certificatePem: string;
  readonly certificateFile: string;
}

/**
 * Writes everything that a plug-in server starts from - certificate, configuration, the vCenter with its sealed password - into a
 * folder, by the same functions that the command line tools use.
 * @param settings laid over the configuration file as it is
 */
export async function writeServerFiles(
  directory: string,
  port: number,
  vcenter: VcenterAccess,
  settings: Readonly<Record<string, unknown>>,
): Promise<ServerFiles> {
  await mkdir(directory, { recursive: true });
  const tls = await createCertificate({ directory, hosts: ['localhost', '127.0.0.1'], days: 30 });
  const url = `https://localhost:${port}`;
  const configFile = join(directory, 'server.json');
  const config = {
    listen: { host: '127.0.0.1', port },
    publicUrl: url,
    tls: { keyFile: tls.keyFile, certificateFile: tls.certificateFile },
    dataDir: join(directory, 'data'),
    ...settings,
  };
  await writeFile(configFile, `${JSON.stringify(config, null, 2)}\n`);
  const vcenterFile = join(directory, 'vcenter.crt');
  await writeFile(vcenterFile, vcenter.certificatePem);
  await addVcenter(configFile, {
    url: vcenter.url,
    certificateFile: vcenterFile,
    userName: vcenter.userName,
    password: vcenter.password,
  });
  return {
    configFile,
    logFile: join(directory, 'server.log'),
    url,
    certificatePem: tls.certificatePem,
    certificateFile: tls.certificateFile,
  };
}
