import type { AcceptanceLevel } from './inventory-facts.ts';

/** The two VAIO kits a filter is built with: `vaio7` serves ESXi 7.0 - 8.0.3, `vaio8` serves 8.0 - 8.0.3. */
export type BundleFlavor = 'vaio7' | 'vaio8';

/** Which ESXi versions a bundle says that it is for. */
export interface BundlePlatforms {
  /** Patterns of the product line `embeddedEsx`, such as `8.*`. */
  readonly patterns: readonly string[];
  /** Lowest ESXi version that the VIB depends on, null when it names none. */
  readonly from: string | null;
  /** First ESXi version that is too new for it, null when it names none. */
  readonly below: string | null;
}

/** What the X-ray of an offline bundle tells. */
export interface Bundle {
  /** SHA-256 of the ZIP, lower-case hex; it is also the bundle's id. */
  readonly id: string;
  readonly flavor: BundleFlavor;
  readonly fileName: string;
  readonly size: number;
  readonly filter: {
    readonly name: string;
    readonly vendor: string;
    /** Whole VIB version, `1.2.0-1OEM.800.1.0.20613240`. */
    readonly vibVersion: string;
    /** The part before the first `-`: what "older" and "latest" compare. */
    readonly productVersion: string;
  };
  readonly acceptanceLevel: AcceptanceLevel;
  readonly maintenanceModeRequired: boolean;
  readonly rebootRequired: boolean;
  /** Whether the VIB may be put on, or taken off, a host that goes on running. */
  readonly liveInstall: boolean;
  readonly liveRemove: boolean;
  /** Whether the VIB carries a signature; a VIB of the community level has none. Who signed is for the host to judge. */
  readonly signed: boolean;
  readonly platforms: BundlePlatforms;
  /** `imported`: uploaded, lies in the server's own folder and can be deleted there; `folder`: somebody else put it where we look. */
  readonly origin: 'folder' | 'imported';
  /** When the file was put there, ISO 8601 in UTC. */
  readonly addedAt: string;
}

/** A file in a bundle folder that cannot be used. */
export interface RefusedBundle {
  readonly fileName: string;
  readonly flavor: BundleFlavor;
  readonly reason: BundleRefusal;
  /** One plain sentence for the administrator. */
  readonly detail: string;
}

/** Why a file is no bundle that can be used; the words for it come with each refusal. */
export type BundleRefusal = (typeof BUNDLE_REFUSALS)[number];

/** Every reason there is, in the order in which a bundle is looked through. */
export const BUNDLE_REFUSALS = [
  'empty',
  'tooLarge',
  'notZip',
  'zipTruncated',
  'zipEndRecord',
  'zip64Record',
  'zipDirectory',
  'tooManyEntries',
  'nameNotUtf8',
  'nameControlCharacter',
  'nameTooLong',
  'backslashName',
  'absoluteName',
  'pathTraversal',
  'duplicateName',
  'symbolicLink',
  'specialFile',
  'encrypted',
  'compressionMethod',
  'unpackedTooLarge',
  'zipBomb',
  'overlappingEntries',
  'localHeaderMismatch',
  'entryUnreadable',
  'entrySizeWrong',
  'entryChecksum',
  'partTooLarge',
  'missingIndex',
  'indexInvalid',
  'missingVendorIndex',
  'vendorIndexInvalid',
  'missingMetadata',
  'metadataUnreadable',
  'metadataBomb',
  'missingBulletins',
  'bulletinsInvalid',
  'textNotUtf8',
  'xmlInvalid',
  'xmlDocumentType',
  'xmlTooDeep',
  'xmlTooLong',
  'noVib',
  'severalVibs',
  'vibNotListed',
  'vibSize',
  'vibDigest',
  'vibIdentity',
  'notAr',
  'arHeader',
  'arTruncated',
  'arTooManyMembers',
  'arDuplicateMember',
  'arUnknownMember',
  'descriptorNotFirst',
  'descriptorTooLarge',
  'descriptorInvalid',
  'fieldMissing',
  'nameInvalid',
  'vendorInvalid',
  'versionInvalid',
  'acceptanceLevelUnknown',
  'flagInvalid',
  'noPayload',
  'payloadUndescribed',
  'payloadMissing',
  'payloadSize',
  'payloadDigest',
  'payloadNotGzip',
  'payloadBomb',
  'payloadUnpackedDigest',
  'notIoFilter',
  'noPlatform',
  'platformUnsupported',
  'wrongFlavor',
] as const;
