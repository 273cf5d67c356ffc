const COOKIE_NAME = 'vmware_soap_session';

/** The `Set-Cookie` header of a new session; vCenter quotes the value. Recorded traffic. */
export function cookieHeader(token: string): string {
  return `${COOKIE_NAME}="${token}"; Path=/; HttpOnly; Secure;`;
}

/** The session token in a `Cookie` header, quoted or not. */
export function tokenOfCookies(header: string | undefined): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const equals = part.indexOf('=');
    if (equals < 0 || part.slice(0, equals).trim() !== COOKIE_NAME) continue;
    return part
      .slice(equals + 1)
      .trim()
      .replace(/^"|"$/g, '');
  }
  return undefined;
}
