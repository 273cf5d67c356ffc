const COOKIE = /^\s*([^\s=;,]+)=([^;]*)/;
const EXPIRED = /;\s*max-age\s*=\s*(?:0|-\d+)\s*(?:;|$)/i;

/**
 * The cookies of one session at one endpoint. Values are kept byte for byte, since vCenter writes its session cookie in quotes and
 * wants it back in quotes. All requests of a jar go to one origin, so path and domain are not looked at.
 */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  store(setCookie: readonly string[]): void {
    for (const line of setCookie) {
      const match = COOKIE.exec(line);
      if (!match) continue;
      const [, name = '', value = ''] = match;
      if (value.trim() === '' || EXPIRED.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value.trim());
    }
  }

  /** The `Cookie` header; null when there is nothing to send. */
  header(): string | null {
    const pairs = [...this.#cookies].map(([name, value]) => `${name}=${value}`);
    return pairs.length === 0 ? null : pairs.join('; ');
  }

  /** A cookie's value without the quotes that may be around it; null when there is none. */
  value(name: string): string | null {
    return this.#cookies.get(name)?.replace(/^"(.*)"$/, '$1') ?? null;
  }

  clear(): void {
    this.#cookies.clear();
  }
}
