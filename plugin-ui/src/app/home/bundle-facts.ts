import type { HeldBundle } from '@contract/bundle';
import type { Fact } from '../shared/fact';
import { sharedMessages } from '../shared/shared-messages';
import { homeMessages } from './home-messages';

/** Everything that the X-ray of a bundle told. */
export function bundleFacts(bundle: HeldBundle, addedAt: string): readonly Fact[] {
  const { bundlesPage: text } = homeMessages;
  const { patterns, from, below } = bundle.platforms;
  return [
    { label: text.file, value: bundle.fileName },
    { label: text.filter, value: bundle.filterName },
    { label: text.vendor, value: bundle.vendor },
    { label: text.version, value: bundle.version },
    { label: text.vib, value: bundle.vibVersion },
    { label: text.sdk, value: text.flavor(bundle.flavor) },
    {
      label: text.platforms,
      value: text.platformsOf(patterns.join(', '), from ?? '', below ?? ''),
    },
    { label: text.level, value: sharedMessages.acceptanceLevel[bundle.acceptanceLevel] },
    {
      label: text.needs,
      value: text.needsOf(bundle.maintenanceModeRequired, bundle.rebootRequired),
    },
    { label: text.live, value: text.liveOf(bundle.liveInstall, bundle.liveRemove) },
    { label: text.signed, value: bundle.signed ? text.yes : text.no },
    { label: text.origin, value: text.origins[bundle.origin] },
    { label: text.added, value: addedAt },
    { label: text.size, value: sizeText(bundle.size) },
    { label: text.id, value: bundle.id, isCode: true },
  ];
}

/** "1.8 MB", "24 kB". */
export function sizeText(bytes: number): string {
  const { bundlesPage: text } = homeMessages;
  return bytes < 100_000
    ? text.kilobytes((bytes / 1000).toFixed(0))
    : text.megabytes((bytes / 1_000_000).toFixed(1));
}
