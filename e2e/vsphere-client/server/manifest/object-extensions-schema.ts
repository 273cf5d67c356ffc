import { closedObject, list, oneOf, relativeUri, text } from './schema-parts.ts';
import type { Schema } from './schema-parts.ts';

const flag: Schema = { type: 'boolean' };
const icon = closedObject({ name: text }, ['name']);
const span: Schema = { type: 'integer', minimum: 1 };
const pixels: Schema = { type: 'number', exclusiveMinimum: 0 };

const dynamicUri: Schema = {
  anyOf: [
    relativeUri,
    closedObject({ path: relativeUri, serverType: text }, ['path', 'serverType']),
  ],
};

const viewMembers = {
  navigationId: text,
  id: text,
  labelKey: text,
  uri: relativeUri,
  dynamic: flag,
  icon,
  size: closedObject({ widthSpan: span, heightSpan: span }, ['widthSpan', 'heightSpan']),
  isPublic: flag,
};

const card = closedObject(viewMembers, ['uri']);
const page = closedObject(viewMembers, ['navigationId', 'labelKey', 'uri']);
const pages = closedObject({ dynamicUri, views: list(page) }, ['views']);

const modalTrigger = closedObject(
  {
    type: oneOf(['modal']),
    uri: relativeUri,
    titleKey: text,
    accessibilityTitleKey: text,
    size: closedObject({ width: pixels, height: pixels }, ['width', 'height']),
    closable: flag,
  },
  ['type', 'uri'],
);

const navigationTrigger = closedObject({ type: oneOf(['navigation']), targetViewId: text }, [
  'type',
  'targetViewId',
]);

const action = closedObject(
  {
    id: text,
    labelKey: text,
    icon,
    acceptsMultipleTargets: flag,
    dynamic: flag,
    trigger: {
      type: 'object',
      required: ['type'],
      discriminator: { propertyName: 'type' },
      oneOf: [modalTrigger, navigationTrigger],
    },
  },
  ['labelKey', 'trigger'],
);

const separator = closedObject({ type: oneOf(['separator']) }, ['type']);

/** The JSON schema of what a plug-in adds to one type of object. Source: remote plug-in manifest reference, 8.0 U3. */
export const objectExtensionsSchema = closedObject(
  {
    summary: closedObject({ dynamicUri, view: card }, ['view']),
    monitor: pages,
    configure: pages,
    menu: closedObject(
      {
        dynamicUri,
        actions: list({ if: { required: ['type'] }, then: separator, else: action }),
      },
      ['actions'],
    ),
  },
  [],
);
