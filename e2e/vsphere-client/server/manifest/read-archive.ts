import { fromBuffer } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

const maxEntryBytes = 5 * 1024 * 1024;
const maxEntries = 200;

/**
 * Reads the JSON files at the root of a zip archive, by name. Throws `Error` for anything that is no zip, holds too much (200 entries,
 * 5 MiB per file; simulation's choice) or has names that lead out of it.
 */
export async function readJsonFiles(archive: Buffer): Promise<ReadonlyMap<string, string>> {
  const zip = await open(archive);
  const files = new Map<string, string>();
  return new Promise((resolve, reject) => {
    let seen = 0;
    zip.on('error', reject);
    zip.on('end', () => resolve(files));
    zip.on('entry', (entry: Entry) => {
      seen += 1;
      if (seen > maxEntries || entry.uncompressedSize > maxEntryBytes) {
        reject(new Error('the archive is too large'));
        return;
      }
      if (!/^[^/\\]+\.json$/.test(entry.fileName)) {
        zip.readEntry();
        return;
      }
      readEntry(zip, entry).then((content) => {
        files.set(entry.fileName, content);
        zip.readEntry();
      }, reject);
    });
    zip.readEntry();
  });
}

function open(archive: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(archive, { lazyEntries: true }, (error, zip) => {
      if (error) reject(new Error(`not a zip archive: ${error.message}`));
      else resolve(zip);
    });
  });
}

function readEntry(zip: ZipFile, entry: Entry): Promise<string> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(error);
        return;
      }
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      stream.on('error', reject);
    });
  });
}
