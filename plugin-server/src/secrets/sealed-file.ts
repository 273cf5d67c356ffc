import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Secrets } from '../ports/secrets.ts';
import type { MasterKey } from './master-key.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const fileSchema = z.strictObject({
  version: z.literal(1),
  sealed: z.record(z.string(), z.base64()),
});
type SealedValues = z.infer<typeof fileSchema>['sealed'];

/**
 * Secrets in one small file, each sealed with AES-256-GCM. The name is bound into the seal, so that a value cannot be moved
 * to another name. Writes replace the file in one step; a crash leaves the old or the new one.
 */
export class SealedFile implements Secrets {
  readonly #file: string;
  readonly #key: Buffer;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(file: string, masterKey: MasterKey) {
    this.#file = file;
    this.#key = masterKey.derive('secrets at rest');
  }

  async read(name: string): Promise<string | null> {
    const sealed = (await this.#readAll())[name];
    return sealed === undefined ? null : this.#unseal(name, Buffer.from(sealed, 'base64'));
  }

  write(name: string, value: string): Promise<void> {
    return this.#change((all) => ({ ...all, [name]: this.#seal(name, value).toString('base64') }));
  }

  remove(name: string): Promise<void> {
    return this.#change((all) =>
      Object.fromEntries(Object.entries(all).filter(([key]) => key !== name)),
    );
  }

  #seal(name: string, value: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(name));
    const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]);
  }

  #unseal(name: string, sealed: Buffer): string {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce, {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(name))
        .setAuthTag(tag);
      const text = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    } catch (error) {
      // Expected: the tag does not match, because file or master key was exchanged.
      throw new Error(
        `The secret "${name}" in ${this.#file} cannot be opened with this master key; enter it again.`,
        { cause: error },
      );
    }
  }

  async #readAll(): Promise<SealedValues> {
    let text: string;
    try {
      text = await readFile(this.#file, 'utf8');
    } catch (error) {
      // Expected: ENOENT, nothing was kept yet.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
      throw error;
    }
    return fileSchema.parse(JSON.parse(text)).sealed;
  }

  /** One change after the other, so that two writers in this process never lose each other's value. */
  #change(edit: (all: SealedValues) => SealedValues): Promise<void> {
    const done = this.#turn.then(async () => this.#replace(edit(await this.#readAll())));
    // The next change must run also after a failed one; the failure itself reaches its own caller.
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #replace(sealed: SealedValues): Promise<void> {
    await mkdir(path.dirname(this.#file), { recursive: true, mode: 0o700 });
    const draft = `${this.#file}.${randomBytes(6).toString('hex')}.new`;
    {
      await using handle = await open(draft, 'wx', 0o600);
      await handle.writeFile(JSON.stringify({ version: 1, sealed }, null, 2));
      await handle.sync();
    }
    await rename(draft, this.#file);
  }
}
