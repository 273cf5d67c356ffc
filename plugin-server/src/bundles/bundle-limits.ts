const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;

/**
 * How much of anything a bundle may have. An offline bundle of one filter has a dozen entries, some kilobytes of XML and a VIB of a few
 * megabytes; these limits are far above that, and far below what would hurt the server.
 */
export const BUNDLE_LIMITS = {
  entries: 2_000,
  nameBytes: 512,
  /** All entries together, unpacked. */
  unpackedBytes: 2_048 * MEBIBYTE,
  /** Unpacked to packed, of one entry that is larger than `ratioFromBytes`. Deflate reaches 1032; ordinary XML stays below 50. */
  ratio: 200,
  ratioFromBytes: MEBIBYTE,
  xmlBytes: 2 * MEBIBYTE,
  xmlDepth: 40,
  xmlElements: 50_000,
  metadataBytes: 8 * MEBIBYTE,
  metadataUnpackedBytes: 32 * MEBIBYTE,
  descriptorBytes: MEBIBYTE,
  signatureBytes: MEBIBYTE,
  vibMembers: 64,
  payloadUnpackedBytes: 2_048 * MEBIBYTE,
} as const;
