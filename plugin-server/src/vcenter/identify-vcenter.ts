import { SERVICE_INSTANCE, parseServiceContent } from './service-content.ts';
import { OLDEST_API_VERSION } from './soap/api-version.ts';
import { CookieJar } from './soap/cookie-jar.ts';
import { HttpsTransport } from './soap/https-transport.ts';
import { SoapEndpoint } from './soap/soap-endpoint.ts';
import { VcenterLink } from './vcenter-link.ts';
import { VimSession, loginWith } from './vim-session.ts';

/** A vCenter before it is known. */
export interface UnknownVcenter {
  readonly url: string;
  readonly certificatePem: string;
  readonly userName: string;
  readonly password: string;
}

const MAX_REPLY_BYTES = 4 * 1024 * 1024;
const CALL_ID = 'rtr-identify';

/**
 * Asks a vCenter who it is (`about.instanceUuid`, answered without a login) and proves that the account can log in there.
 * @throws VcenterUnreachable, VimFault InvalidLogin, or Problem `vcenterUnavailable` when it is too old
 */
export async function identifyVcenter(
  vcenter: UnknownVcenter,
): Promise<{ readonly vcGuid: string }> {
  const { url, certificatePem, userName, password } = vcenter;
  const vcGuid = await readInstanceUuid(new URL(url).origin, certificatePem);
  const { hostname } = new URL(url);
  const link = await VcenterLink.open({ url, certificatePem, vcGuid, name: hostname }, () => {
    // Nobody watches these few calls.
  });
  try {
    const session = await VimSession.open(
      link,
      loginWith(link, userName, () => password),
    );
    await session.close(link.content.sessionManager);
  } finally {
    link.close();
  }
  return { vcGuid };
}

async function readInstanceUuid(origin: string, certificatePem: string): Promise<string> {
  const transport = new HttpsTransport({
    origin,
    certificatePem,
    maxReplyBytes: MAX_REPLY_BYTES,
    maxSockets: 1,
  });
  try {
    const endpoint = await SoapEndpoint.open({
      transport,
      path: '/sdk',
      service: 'vim25',
      apiVersion: OLDEST_API_VERSION,
    });
    const call = { target: SERVICE_INSTANCE, operation: 'RetrieveServiceContent', args: {} };
    const content: unknown = await endpoint.send(call, new CookieJar(), CALL_ID);
    return parseServiceContent(content).instanceUuid;
  } finally {
    transport.close();
  }
}
