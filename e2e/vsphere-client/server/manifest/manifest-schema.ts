import { objectExtensionsSchema } from './object-extensions-schema.ts';
import { closedObject, list, oneOf, relativeUri, text } from './schema-parts.ts';

const manifestVersions = ['1.0.0', '1.0.1', '1.1.0', '1.2.0'];
const versionNumber = String.raw`\d+(\.\d+){0,3}`;
const versionOrInterval = String.raw`^(${versionNumber}|[\[(](${versionNumber})?,(${versionNumber})?[\])])$`;

const environment = closedObject(
  {
    version: { type: 'string', pattern: versionOrInterval },
    environments: { ...list(oneOf(['onprem', 'cloud', 'gateway'])), minItems: 1 },
  },
  [],
);

const requirements = closedObject(
  {
    'plugin.api.version': oneOf(manifestVersions),
    'vsphere.client': environment,
    'vcenter.server': environment,
    'confirmation.modal.api': oneOf(['1.0.0']),
    'proxied.plugin.server.origin.api': oneOf(['1.0.0']),
    'icon.sprite.sheet.theming': oneOf(['1.0.0']),
    'plugin.backend.info.api': oneOf(['1.0.0']),
    'action.accepts.multiple.targets': { type: 'boolean' },
    'plugin.dynamic.extensions': oneOf(['1.0.0']),
  },
  ['plugin.api.version'],
);

const iconName = closedObject({ name: text }, ['name']);

const cells = {
  type: 'object',
  additionalProperties: closedObject(
    { x: { type: 'integer', minimum: 0 }, y: { type: 'integer', minimum: 0 } },
    ['x', 'y'],
  ),
};

const themeOverride = closedObject({ uri: relativeUri, definitions: cells }, ['uri']);

const iconSpriteSheet = closedObject(
  {
    uri: relativeUri,
    definitions: cells,
    themeOverrides: closedObject({ dark: themeOverride, light: themeOverride }, []),
  },
  ['uri', 'definitions'],
);

const i18n = closedObject(
  {
    locales: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', pattern: '^[a-z]{2}-[A-Z]{2}$' },
    },
    definitions: {
      type: 'object',
      additionalProperties: { type: 'object', additionalProperties: text },
    },
  },
  ['locales', 'definitions'],
);

/**
 * The JSON schema of `plugin.json`. Source: the remote plug-in manifest reference of the vSphere Client SDK 7.0 and 8.0 U3. Unknown
 * members are refused everywhere but in `configuration`, which that reference calls open.
 */
export const manifestSchema = {
  ...closedObject(
    {
      manifestVersion: oneOf(manifestVersions),
      requirements,
      configuration: {
        type: 'object',
        properties: { nameKey: text, icon: iconName },
        required: ['nameKey'],
        additionalProperties: true,
      },
      global: closedObject(
        {
          view: closedObject(
            {
              navigationId: text,
              uri: relativeUri,
              navigationVisible: { type: 'boolean' },
              isPublic: { type: 'boolean' },
            },
            ['uri'],
          ),
        },
        ['view'],
      ),
      objects: {
        type: 'object',
        propertyNames: { pattern: '^[A-Z][A-Za-z]*(:[A-Z][A-Za-z]*)?$' },
        additionalProperties: objectExtensionsSchema,
      },
      definitions: closedObject({ iconSpriteSheet, i18n }, []),
    },
    ['manifestVersion', 'requirements', 'configuration'],
  ),
};

/** The JSON schema of `plugin-multi-manifest.json`: names of manifests in the same archive, best first. */
export const multiManifestSchema = closedObject(
  {
    manifestVersion: text,
    manifests: { ...list({ type: 'string', pattern: String.raw`^[\w.-]+\.json$` }), minItems: 1 },
  },
  ['manifests'],
);
