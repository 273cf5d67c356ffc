import { exampleManifest } from '../../testing/example-manifest.ts';
import type { ExampleManifest } from '../../testing/example-manifest.ts';
import { readMultiManifest, validateManifest } from './validate-manifest.ts';

const serverTypes = ['MANIFEST_SERVER', 'PLUGIN_SERVER'];

function problemsOf(change: (manifest: ExampleManifest & Record<string, unknown>) => void) {
  const manifest: ExampleManifest & Record<string, unknown> = exampleManifest();
  change(manifest);
  return validateManifest(JSON.stringify(manifest), serverTypes).problems ?? [];
}

function set(target: object, key: string, value: unknown): void {
  Object.assign(target, { [key]: value });
}

describe('validating a plug-in manifest', () => {
  it('takes every documented shape', () => {
    expect(problemsOf(() => undefined)).toEqual([]);
  });

  it('takes a static manifest of version 1.0.0 without environment blocks', () => {
    const manifest = {
      manifestVersion: '1.0.0',
      requirements: { 'plugin.api.version': '1.0.0' },
      configuration: { nameKey: 'Example' },
      global: { view: { uri: 'index.html' } },
    };
    expect(validateManifest(JSON.stringify(manifest), []).problems).toBeUndefined();
  });

  it('lets configuration hold more than it knows', () => {
    expect(problemsOf((manifest) => set(manifest.configuration, 'extra', 1))).toEqual([]);
  });

  const cluster = (manifest: ExampleManifest) => manifest.objects.ClusterComputeResource;
  const refused: [string, (manifest: ExampleManifest) => void, RegExp][] = [
    ['an unknown member at the top', (m) => set(m, 'comment', ''), /additional.*comment/],
    ['an unknown capability', (m) => set(m.requirements, 'made.up', '1.0.0'), /made\.up/],
    ['an unknown manifest version', (m) => set(m, 'manifestVersion', '3.0.0'), /manifestVersion/],
    ['an empty name', (m) => set(m.configuration, 'nameKey', ''), /nameKey/],
    ['an absolute address', (m) => set(m.global.view, 'uri', 'https://other/x'), /uri/],
    ['a path from the root', (m) => set(m.global.view, 'uri', '/x'), /uri/],
    ['a path out of the directory', (m) => set(m.global.view, 'uri', '../x'), /uri/],
    [
      'a version that is no range',
      (m) => set(m.requirements['vsphere.client'], 'version', 'new'),
      /version/,
    ],
    [
      'an unknown environment',
      (m) => set(m.requirements['vcenter.server'], 'environments', ['moon']),
      /environments/,
    ],
    [
      '1.2.0 without vcenter.server',
      (m) => set(m.requirements, 'vcenter.server', undefined),
      /"vcenter\.server" is missing/,
    ],
    [
      '1.2.0 without vsphere.client',
      (m) => set(m.requirements, 'vsphere.client', undefined),
      /"vsphere\.client" is missing/,
    ],
    [
      'a dynamic item without dynamicUri',
      (m) => set(cluster(m).menu, 'dynamicUri', undefined),
      /need a dynamicUri/,
    ],
    [
      'dynamic items without the capability',
      (m) => set(m.requirements, 'plugin.dynamic.extensions', undefined),
      /plugin\.dynamic\.extensions/,
    ],
    [
      'several targets without the capability',
      (m) => set(m.requirements, 'action.accepts.multiple.targets', undefined),
      /action\.accepts\.multiple\.targets/,
    ],
    [
      'a themed sheet without the capability',
      (m) => set(m.requirements, 'icon.sprite.sheet.theming', undefined),
      /icon\.sprite\.sheet\.theming/,
    ],
    [
      'a dynamic action without an id',
      (m) => set(cluster(m).menu.actions[0] ?? {}, 'id', undefined),
      /needs an id/,
    ],
    [
      'a Monitor view without a label',
      (m) => set(cluster(m).monitor.views[0] ?? {}, 'labelKey', undefined),
      /labelKey/,
    ],
    [
      'two actions of one id',
      (m) => set(cluster(m).menu.actions[2] ?? {}, 'id', 'example.setup'),
      /used twice/,
    ],
    [
      'a headless trigger',
      (m) => set(cluster(m).menu.actions[0] ?? {}, 'trigger', { type: 'headless' }),
      /trigger/,
    ],
    [
      'a modal without an address',
      (m) => set(cluster(m).menu.actions[0] ?? {}, 'trigger', { type: 'modal' }),
      /uri/,
    ],
    [
      'a jump to nowhere',
      (m) =>
        set(cluster(m).menu.actions[3] ?? {}, 'trigger', {
          type: 'navigation',
          targetViewId: 'gone',
        }),
      /unknown view "gone"/,
    ],
    [
      'a server type nobody registered',
      (m) => set(cluster(m).configure.dynamicUri, 'serverType', 'OTHER'),
      /type "OTHER"/,
    ],
    [
      'an icon that is not in the sheet',
      (m) => set(m.configuration.icon, 'name', 'gone'),
      /icon "gone"/,
    ],
    [
      'a text without a translation',
      (m) => set(m.definitions.i18n.definitions['plugin.name'] ?? {}, 'de-DE', undefined),
      /no text for de-DE/,
    ],
    [
      'an empty text',
      (m) => set(m.definitions.i18n.definitions['plugin.name'] ?? {}, 'de-DE', ''),
      /plugin\.name|de-DE/,
    ],
    ['a locale in another form', (m) => set(m.definitions.i18n, 'locales', ['en']), /locales/],
    ['an object type in lower case', (m) => set(m.objects, 'cluster', {}), /objects/],
  ];
  for (const [what, change, reason] of refused) {
    it(`refuses ${what}`, () => {
      expect(problemsOf(change).join('; ')).toMatch(reason);
    });
  }

  it('says that a text is no JSON', () => {
    expect(validateManifest('{', []).problems?.[0]).toContain('not valid JSON');
  });
});

describe('reading a multi-manifest', () => {
  it('keeps the order of the files', () => {
    const text = JSON.stringify({ manifestVersion: '1.0.0', manifests: ['b.json', 'a.json'] });
    expect(readMultiManifest(text)).toEqual({ files: ['b.json', 'a.json'] });
  });

  it('refuses names that lead out of the archive', () => {
    expect(readMultiManifest(JSON.stringify({ manifests: ['../a.json'] }))).toEqual({
      problems: [jasmine.stringContaining('manifests')],
    });
  });
});
