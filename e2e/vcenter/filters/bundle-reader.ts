import { fromBuffer } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { FilterIssue } from './filter-issue.ts';
import { readVib } from './vib-reader.ts';
import type { VibFacts } from './vib-reader.ts';

/** More than any bundle of a filter has; a larger one is not unpacked. */
const MAX_VIB_BYTES = 256 * 1024 * 1024;

/**
 * Opens an offline bundle and reads the one VIB in it.
 * @throws FilterIssue when it is no bundle, has no VIB or more than one, or the VIB is broken
 */
export async function readBundle(bundle: Buffer): Promise<VibFacts> {
  const zip = await open(bundle);
  const vibs = await collectVibs(zip);
  const [vib] = vibs;
  if (vib === undefined) throw malformed('it holds no VIB');
  if (vibs.length > 1) throw malformed('it holds more than one VIB');
  return readVib(vib);
}

function malformed(text: string): FilterIssue {
  return new FilterIssue('invalidVib', `The offline bundle is invalid: ${text}.`);
}

function open(bundle: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bundle, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(malformed(error.message));
    });
  });
}

function collectVibs(zip: ZipFile): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const vibs: Buffer[] = [];
    const names = new Set<string>();
    const fail = (error: Error): void => {
      zip.close();
      reject(error instanceof FilterIssue ? error : malformed(error.message));
    };
    zip.on('error', fail);
    zip.on('end', () => {
      if (names.has('index.xml')) resolve(vibs);
      else fail(malformed('it has no index.xml'));
    });
    zip.on('entry', (entry: Entry) => {
      names.add(entry.fileName);
      if (!entry.fileName.endsWith('.vib')) {
        zip.readEntry();
        return;
      }
      readEntry(zip, entry).then((data) => {
        vibs.push(data);
        zip.readEntry();
      }, fail);
    });
    zip.readEntry();
  });
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<Buffer> {
  if (entry.uncompressedSize > MAX_VIB_BYTES) throw malformed('its VIB is too large');
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, readable) => {
      if (error === null) resolve(readable);
      else reject(error);
    });
  });
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks);
}
