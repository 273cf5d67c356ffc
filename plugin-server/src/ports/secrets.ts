/** Keeps secrets sealed at rest. Names are not secret; values never appear in logs, errors or replies. */
export interface Secrets {
  /** Null when nothing was kept under that name. Throws an Error when the sealed value was altered or sealed under another master key. */
  read(name: string): Promise<string | null>;
  /** Keeps or replaces; durable once resolved. */
  write(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}
