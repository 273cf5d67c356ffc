import { VcenterLink } from './vcenter-link.ts';
import { loginWith, VimSession } from './vim-session.ts';

/** A vCenter before it is known. */
export interface UnknownVcenter {
  readonly url: string;
  readonly certificatePem: string;
  readonly userName: string;
  readonly password: string;
}

/**
 * Asks a vCenter who it is (`about.instanceUuid`, answered without a login) and proves that the account can log in there.
 * @throws VcenterUnreachable, VimFault InvalidLogin, or Problem `vcenterUnavailable` when it is too old
 */
export async function identifyVcenter(
  vcenter: UnknownVcenter,
): Promise<{ readonly vcGuid: string }> {
  const { url, certificatePem, userName, password } = vcenter;
  const address = { url, certificatePem, vcGuid: null, name: new URL(url).hostname };
  const link = await VcenterLink.open(address, () => {
    // Nobody watches these few calls.
  });
  try {
    const session = await VimSession.open(
      link,
      loginWith(link, userName, () => password),
    );
    await session.close(link.content.sessionManager);
    return { vcGuid: link.content.instanceUuid };
  } finally {
    link.close();
  }
}
