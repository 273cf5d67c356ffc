import { Problem } from '../../domain/problem.ts';
import { VcenterUnreachable } from '../../domain/vim-fault.ts';
import type { VcenterLink } from '../vcenter-link.ts';

// The token becomes a header, so nothing but visible ASCII is let through.
const TOKEN = /^[\x21-\x7e]{1,4096}$/;

/**
 * Trades the session token that the vSphere Client gave its plug-in for a one-time ticket, with which the session can be cloned
 * (vSphere Client SDK: `POST /api/ui/vcenter/session/clone-ticket`).
 * @throws Problem `notAuthenticated` when the token is not (or no longer) good, `cloneTicketRefused` when vCenter refuses a ticket
 *   for another reason, or VcenterUnreachable.
 */
export async function fetchCloneTicket(link: VcenterLink, token: string): Promise<string> {
  if (!TOKEN.test(token)) throw new Problem('notAuthenticated', 'The session token is malformed.');
  const path = '/api/ui/vcenter/session/clone-ticket';
  const body = { vc_guid: link.address.vcGuid };
  const headers = { 'vmware-api-session-id': token };
  const reply = await link.sendJson({ method: 'POST', path, body, headers });
  const { name } = link.address;
  if (reply.status === 401) {
    throw new Problem('notAuthenticated', `vCenter ${name} does not know this session any more.`);
  }
  if (reply.status >= 400 && reply.status < 500) {
    throw new Problem(
      'cloneTicketRefused',
      `vCenter ${name} refused to let the plug-in act in your session. The plug-in must be registered with this vCenter.`,
    );
  }
  const ticket = reply.status === 200 ? ticketIn(reply.text) : null;
  if (ticket === null) {
    throw new VcenterUnreachable(`vCenter ${name} answered HTTP ${reply.status} without a ticket`);
  }
  return ticket;
}

function ticketIn(text: string): string | null {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== 'object' || answer === null) return null;
    const ticket = (answer as Readonly<Record<string, unknown>>)['session_clone_ticket'];
    return typeof ticket === 'string' && ticket !== '' ? ticket : null;
  } catch {
    // Expected: the page of a proxy instead of JSON.
    return null;
  }
}
