import { BUNDLE_LIMITS } from './bundle-limits.ts';
import { BundleError } from './bundle-error.ts';

/** The Info-ZIP field with a second name for an entry: two tools would see two names. */
const UNICODE_PATH = 0x7075;

interface NamedEntry {
  readonly fileNameRaw: Buffer;
  readonly extraFields: readonly { readonly id: number }[];
}

/**
 * The name of an entry, when it is one that can only mean a file inside the archive.
 * @throws BundleError
 */
export function readEntryName({ fileNameRaw, extraFields }: NamedEntry): string {
  if (fileNameRaw.length > BUNDLE_LIMITS.nameBytes) {
    throw new BundleError('nameTooLong', 'the ZIP holds an entry with an overlong name');
  }
  const name = decode(fileNameRaw);
  if (name === null || extraFields.some(({ id }) => id === UNICODE_PATH)) {
    throw new BundleError('nameNotUtf8', 'the ZIP holds an entry whose name is not plain UTF-8');
  }
  if (name === '' || /\p{Cc}|\p{Cf}|[\u2028\u2029]/u.test(name)) {
    const message = 'the ZIP holds an entry whose name has no letters or hides control characters';
    throw new BundleError('nameControlCharacter', message);
  }
  if (name.includes('\\')) {
    throw new BundleError('backslashName', `the ZIP holds an entry with a backslash: ${name}`);
  }
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) {
    throw new BundleError('absoluteName', `the ZIP holds an entry with an absolute name: ${name}`);
  }
  if (name.split('/').includes('..')) {
    throw new BundleError('pathTraversal', `the ZIP holds an entry that points outside: ${name}`);
  }
  return name;
}

/** What two names have in common that some file system would take for the same file. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\/$/, '');
}

function decode(raw: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    // Expected: the bytes are no UTF-8.
    return null;
  }
}
