import { compareApiVersions, type ApiVersion } from '../core/api-version.ts';
import type { Service } from '../schema/idl.ts';

/** The vim25 API versions in the order of their release. vSphere API reference. */
const released: readonly ApiVersion[] = [
  '5.5',
  '6.0',
  '6.5',
  '6.7',
  '6.7.1',
  '6.7.2',
  '6.7.3',
  '6.8.7',
  '6.9.1',
  '7.0.0.0',
  '7.0.0.2',
  '7.0.1.0',
  '7.0.1.1',
  '7.0.2.0',
  '7.0.2.1',
  '7.0.3.0',
  '7.0.3.1',
  '7.0.3.2',
  '8.0.0.0',
  '8.0.0.1',
  '8.0.0.2',
  '8.0.1.0',
  '8.0.2.0',
  '8.0.3.0',
  '8.0.3.1',
  '9.0.0.0',
];

/** The oldest version that the simulator speaks, and what it takes a request without a version for (simulation's choice). */
export const OLDEST_API_VERSION: ApiVersion = '5.5';

/** The versions that a vCenter of the given one speaks, oldest first, its own last. */
export function supportedVersions(apiVersion: ApiVersion): readonly ApiVersion[] {
  const older = released.filter((each) => compareApiVersions(each, apiVersion) < 0);
  return [...older, apiVersion];
}

/** The version that a SOAPAction header (`"urn:vim25/8.0.3.0"`) asks for; undefined when it names one that is newer than ours or malformed. */
export function requestedVersion(
  soapAction: string | undefined,
  service: Service,
  newest: ApiVersion,
): ApiVersion | undefined {
  const action = (soapAction ?? '').trim().replace(/^"|"$/g, '');
  const match = /^urn:(vim25|pbm)(?:\/(\d+(?:\.\d+){0,3}))?$/.exec(action);
  if (action === '') return OLDEST_API_VERSION;
  if (match?.[1] !== service) return undefined;
  const version = match[2] ?? OLDEST_API_VERSION;
  return compareApiVersions(version, newest) <= 0 ? version : undefined;
}

/** The document `/sdk/vimServiceVersions.xml`, from which clients choose the version they speak. */
export function serviceVersionsXml(apiVersion: ApiVersion): string {
  const prior = supportedVersions(apiVersion)
    .slice(0, -1)
    .toReversed()
    .map((version) => `   <version>${version}</version>\n`)
    .join('');
  return (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<namespaces version="1.0">\n <namespace>\n' +
    `  <name>urn:vim25</name>\n  <version>${apiVersion}</version>\n` +
    `  <priorVersions>\n${prior}  </priorVersions>\n </namespace>\n</namespaces>\n`
  );
}
