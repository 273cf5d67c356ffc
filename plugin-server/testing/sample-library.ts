import type { AppParts } from '../src/http/create-app.ts';
import { sampleBundle } from './sample-world.ts';

/** The sample bundle, imported again by whatever is uploaded; it was fetched once. */
export function sampleLibrary(): Pick<AppParts, 'bundles' | 'library' | 'fetches'> {
  const fetch = {
    bundleId: sampleBundle.id,
    at: '2026-01-15T08:00:00.000Z',
    source: '192.0.2.7',
    method: 'GET',
    scheme: 'https',
    status: 200,
    bytes: sampleBundle.size,
    outcome: 'finished',
  } as const;
  return {
    bundles: { locate: () => Promise.resolve(null) },
    library: {
      uploadLimit: 1024 * 1024,
      list: () =>
        Promise.resolve({
          bundles: [sampleBundle],
          refused: [],
          uploadLimit: 1024 * 1024,
          servedOverHttp: false,
        }),
      import: () => Promise.resolve({ bundle: sampleBundle, isNew: true }),
      remove: () => Promise.resolve(),
      fetches: () => Promise.resolve([fetch]),
      fetchesOfActivity: () => Promise.resolve([fetch]),
    },
    fetches: { begin: () => 1, end: () => undefined, list: () => [fetch] },
  };
}
