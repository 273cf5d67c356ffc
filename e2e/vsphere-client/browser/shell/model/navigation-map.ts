import type { ClientPlugin } from '../../../protocol/client-plugin.ts';

/** What `getRemotePluginNavigationMap` answers: the public views of a plug-in; null when it is unknown or has none. */
export function remoteNavigationMap(
  plugin: ClientPlugin | undefined,
  vcenterGuid: string,
): unknown {
  if (!plugin) return null;
  const extensions = Object.values(plugin.objects);
  const views = [
    ...(plugin.globalView ? [plugin.globalView] : []),
    ...extensions.flatMap((extension) => [
      ...(extension.monitor?.items ?? []),
      ...(extension.configure?.items ?? []),
    ]),
  ];
  const viewsIds = [...new Set(views.filter((view) => view.isPublic).map((view) => view.id))];
  if (viewsIds.length === 0) return null;
  const info = { pluginVersion: plugin.version, viewsIds };
  return {
    navigationInfoByVcGuid: { [vcenterGuid]: info },
    navigationInfoByVcObject: {
      [vcenterGuid]: [{ info, vcObjects: [{ type: 'vCenter', value: vcenterGuid }] }],
    },
  };
}
