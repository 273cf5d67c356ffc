import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

const KEY_BYTES = 32;
/** What keys are derived for; each use has a key of its own, so that one never tells about another. */
export type KeyPurpose = 'secrets at rest' | 'bundle addresses';

/** The one key everything secret on this server hangs on. Only derived keys leave it. */
export class MasterKey {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    if (bytes.length !== KEY_BYTES) throw new Error(`A master key has ${KEY_BYTES} bytes.`);
    this.#bytes = bytes;
  }

  /** HKDF-SHA-256, 32 bytes. */
  derive(purpose: KeyPurpose): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#bytes, Buffer.alloc(0), purpose, KEY_BYTES));
  }

  /** An unguessable text for an id, the same at every start: HMAC-SHA-256, hex. */
  tokenOf(purpose: KeyPurpose, id: string): string {
    return createHmac('sha256', this.derive(purpose)).update(id).digest('hex');
  }
}

/**
 * Reads the master key file; makes it, readable by this user only, when it is absent.
 * @throws Error when the file holds something else, or when others may read it
 */
export async function openMasterKey(file: string): Promise<MasterKey> {
  await createIfAbsent(file);
  const { mode } = await stat(file);
  // Windows has no such bits; there the folder's access list protects the file.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(`The master key ${file} can be read by others; allow only its owner (0600).`);
  }
  const text = (await readFile(file, 'utf8')).trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`${file} holds no master key.`);
  return new MasterKey(Buffer.from(text, 'hex'));
}

async function createIfAbsent(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    await using handle = await open(file, 'wx', 0o600);
    await handle.writeFile(`${randomBytes(KEY_BYTES).toString('hex')}\n`);
    await handle.sync();
  } catch (error) {
    // Expected: EEXIST, the key was made at an earlier start.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
