const views = (kind: string) => [
  { navigationId: `example.cluster.${kind}`, labelKey: 'view.label', uri: 'page.html#/view' },
];

/** A manifest of version 1.2.0 that uses every documented shape; specs change a copy of it. */
export function exampleManifest() {
  return {
    manifestVersion: '1.2.0',
    requirements: {
      'plugin.api.version': '1.2.0',
      'vsphere.client': { version: '[7.0,)', environments: ['onprem', 'cloud', 'gateway'] },
      'vcenter.server': { version: '[7.0,9.1)', environments: ['onprem', 'cloud'] },
      'confirmation.modal.api': '1.0.0',
      'proxied.plugin.server.origin.api': '1.0.0',
      'icon.sprite.sheet.theming': '1.0.0',
      'plugin.backend.info.api': '1.0.0',
      'action.accepts.multiple.targets': true,
      'plugin.dynamic.extensions': '1.0.0',
    },
    configuration: { nameKey: 'plugin.name', icon: { name: 'main' } },
    global: {
      view: { navigationId: 'example.home', uri: 'page.html#/home', navigationVisible: false },
    },
    objects: {
      ClusterComputeResource: {
        summary: {
          dynamicUri: 'dynamic/summary',
          view: {
            id: 'example.card',
            dynamic: true,
            labelKey: 'card.label',
            uri: 'page.html#/card',
          },
        },
        monitor: { views: views('monitor') },
        configure: {
          dynamicUri: { path: 'dynamic/configure', serverType: 'PLUGIN_SERVER' },
          views: [{ ...views('configure')[0], dynamic: true }],
        },
        menu: {
          dynamicUri: 'dynamic/menu',
          actions: [
            {
              id: 'example.setup',
              labelKey: 'action.setup',
              icon: { name: 'main' },
              acceptsMultipleTargets: true,
              dynamic: true,
              trigger: {
                type: 'modal',
                uri: 'page.html#/modal',
                titleKey: 'modal.title',
                accessibilityTitleKey: 'modal.title',
                size: { width: 600, height: 300 },
                closable: true,
              },
            },
            { type: 'separator' },
            {
              id: 'example.remove',
              labelKey: 'action.remove',
              dynamic: true,
              trigger: { type: 'modal', uri: 'page.html#/modal' },
            },
            {
              labelKey: 'action.open',
              trigger: { type: 'navigation', targetViewId: 'example.cluster.configure' },
            },
          ],
        },
      },
      'Folder:RootFolder': { monitor: { views: views('root') } },
    },
    definitions: {
      iconSpriteSheet: {
        uri: 'sprites.svg',
        definitions: { main: { x: 0, y: 0 } },
        themeOverrides: { dark: { uri: 'sprites.svg' } },
      },
      i18n: { locales: ['en-US', 'de-DE'], definitions: texts() },
    },
  };
}

function texts(): Record<string, Record<string, string>> {
  const both = (english: string, german: string) => ({ 'en-US': english, 'de-DE': german });
  return {
    'plugin.name': both('Example', 'Beispiel'),
    'card.label': both('Example card', 'Beispielkarte'),
    'view.label': both('Example view', 'Beispielansicht'),
    'action.setup': both('Set up...', 'Einrichten...'),
    'action.remove': both('Remove...', 'Entfernen...'),
    'action.open': both('Open view', 'Ansicht öffnen'),
    'modal.title': both('Set up example', 'Beispiel einrichten'),
  };
}

export type ExampleManifest = ReturnType<typeof exampleManifest>;
