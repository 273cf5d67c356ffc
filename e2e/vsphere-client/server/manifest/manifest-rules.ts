import { isAction } from './manifest-types.ts';
import type {
  DynamicUri,
  MenuAction,
  ObjectExtensions,
  ObjectView,
  PluginManifest,
} from './manifest-types.ts';

/**
 * Checks what a schema can't say: capabilities that are used must be declared, texts must exist in every locale, ids must be unique
 * and lead somewhere. Source: remote plug-in manifest reference and programming guide, 8.0 U3. Returns one sentence per mistake.
 */
export function checkManifestRules(
  manifest: PluginManifest,
  serverTypes: readonly string[],
): string[] {
  const problems = [...environmentProblems(manifest), ...definitionProblems(manifest)];
  for (const [type, extensions] of Object.entries(manifest.objects ?? {})) {
    const where = `objects.${type}`;
    problems.push(
      ...dynamicProblems(manifest, extensions, where),
      ...idProblems(extensions, where),
      ...actionProblems(manifest, extensions, where),
      ...serverTypeProblems(extensions, serverTypes, where),
    );
  }
  return problems;
}

function environmentProblems(manifest: PluginManifest): string[] {
  if (manifest.manifestVersion !== '1.2.0') return [];
  const blocks = ['vsphere.client', 'vcenter.server'] as const;
  return blocks
    .filter((block) => manifest.requirements[block] === undefined)
    .map((block) => `requirements: "${block}" is missing, manifest version 1.2.0 needs it`);
}

function definitionProblems(manifest: PluginManifest): string[] {
  const problems: string[] = [];
  const i18n = manifest.definitions?.i18n;
  for (const [key, texts] of Object.entries(i18n?.definitions ?? {})) {
    for (const locale of i18n?.locales ?? []) {
      if (!texts[locale]) {
        problems.push(`definitions.i18n.definitions: "${key}" has no text for ${locale}`);
      }
    }
  }
  const sheet = manifest.definitions?.iconSpriteSheet;
  if (sheet?.themeOverrides && !manifest.requirements['icon.sprite.sheet.theming']) {
    problems.push('themeOverrides need requirements."icon.sprite.sheet.theming"');
  }
  for (const name of iconNames(manifest)) {
    if (!sheet?.definitions[name]) problems.push(`icon "${name}" is not in the sprite sheet`);
  }
  return problems;
}

function iconNames(manifest: PluginManifest): Set<string> {
  const names = [manifest.configuration.icon?.name];
  for (const extensions of Object.values(manifest.objects ?? {})) {
    names.push(...allViews(extensions).map((view) => view.icon?.name));
    names.push(...actionsOf(extensions).map((action) => action.icon?.name));
  }
  return new Set(names.filter((name) => name !== undefined));
}

function dynamicProblems(
  manifest: PluginManifest,
  extensions: ObjectExtensions,
  where: string,
): string[] {
  const problems: string[] = [];
  const points = [
    { name: 'summary', point: extensions.summary, items: summaryViews(extensions) },
    { name: 'monitor', point: extensions.monitor, items: extensions.monitor?.views ?? [] },
    { name: 'configure', point: extensions.configure, items: extensions.configure?.views ?? [] },
    { name: 'menu', point: extensions.menu, items: actionsOf(extensions) },
  ];
  for (const { name, point, items } of points) {
    const dynamicItems = items.filter((item) => item.dynamic);
    if (dynamicItems.length === 0) continue;
    if (point?.dynamicUri === undefined) {
      problems.push(`${where}.${name}: dynamic items need a dynamicUri`);
    }
    if (!manifest.requirements['plugin.dynamic.extensions']) {
      problems.push(
        `${where}.${name}: dynamic items need requirements."plugin.dynamic.extensions"`,
      );
    }
    if (name === 'menu' || name === 'summary') {
      if (dynamicItems.some((item) => item.id === undefined)) {
        problems.push(`${where}.${name}: a dynamic item needs an id`);
      }
    }
  }
  return problems;
}

function idProblems(extensions: ObjectExtensions, where: string): string[] {
  const groups = {
    monitor: extensions.monitor?.views.map((view) => view.navigationId),
    configure: extensions.configure?.views.map((view) => view.navigationId),
    menu: actionsOf(extensions).map((action) => action.id),
  };
  return Object.entries(groups).flatMap(([name, ids]) => {
    const known = (ids ?? []).filter((id) => id !== undefined);
    const twice = known.filter((id, index) => known.indexOf(id) !== index);
    return [...new Set(twice)].map((id) => `${where}.${name}: id "${id}" is used twice`);
  });
}

function actionProblems(
  manifest: PluginManifest,
  extensions: ObjectExtensions,
  where: string,
): string[] {
  const problems: string[] = [];
  for (const action of actionsOf(extensions)) {
    if (
      action.acceptsMultipleTargets &&
      !manifest.requirements['action.accepts.multiple.targets']
    ) {
      problems.push(
        `${where}.menu: acceptsMultipleTargets needs requirements."action.accepts.multiple.targets"`,
      );
    }
    const { trigger } = action;
    if (trigger.type === 'navigation' && !viewIds(manifest).has(trigger.targetViewId)) {
      problems.push(
        `${where}.menu: "${action.labelKey}" leads to the unknown view "${trigger.targetViewId}"`,
      );
    }
  }
  return problems;
}

function serverTypeProblems(
  extensions: ObjectExtensions,
  serverTypes: readonly string[],
  where: string,
): string[] {
  const uris: (DynamicUri | undefined)[] = [
    extensions.summary?.dynamicUri,
    extensions.monitor?.dynamicUri,
    extensions.configure?.dynamicUri,
    extensions.menu?.dynamicUri,
  ];
  return uris.flatMap((uri) =>
    typeof uri === 'object' && !serverTypes.includes(uri.serverType)
      ? [`${where}: no server of type "${uri.serverType}" is registered`]
      : [],
  );
}

function viewIds(manifest: PluginManifest): Set<string | undefined> {
  const views = Object.values(manifest.objects ?? {}).flatMap(allViews);
  return new Set([manifest.global?.view.navigationId, ...views.map((view) => view.navigationId)]);
}

function allViews(extensions: ObjectExtensions): ObjectView[] {
  return [
    ...summaryViews(extensions),
    ...(extensions.monitor?.views ?? []),
    ...(extensions.configure?.views ?? []),
  ];
}

function summaryViews(extensions: ObjectExtensions): ObjectView[] {
  return extensions.summary ? [extensions.summary.view] : [];
}

function actionsOf(extensions: ObjectExtensions): MenuAction[] {
  return (extensions.menu?.actions ?? []).filter(isAction);
}
