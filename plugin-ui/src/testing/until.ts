const GIVE_UP_MS = 3000;

/** Waits until `fact` yields something; fails with `what` when it never does. */
export async function until<T>(what: string, fact: () => T | null | undefined | false): Promise<T> {
  const end = performance.now() + GIVE_UP_MS;
  for (;;) {
    const value = fact();
    if (value !== null && value !== undefined && value !== false) return value;
    if (performance.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
