import type { ObjectTab } from '../../../protocol/shell-api.ts';

/** A page of the client; the address bar shows it after `#`. */
export type Route =
  | { readonly page: 'home' }
  | {
      readonly page: 'object';
      /** `<Type>:<moid>` */
      readonly objectId: string;
      readonly tab: ObjectTab;
      /** The page chosen in the left list of Monitor or Configure. */
      readonly viewId?: string;
    }
  | { readonly page: 'plugin'; readonly pluginKey: string }
  | { readonly page: 'client-plugins' };

const tabs: readonly string[] = ['summary', 'monitor', 'configure', 'hosts', 'vms'];

/** Reads the part of an address after `#`; what makes no sense is the home page. */
export function parseRoute(hash: string): Route {
  const [page, ...rest] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  if (page === 'object') return objectRoute(rest);
  if (page === 'plugin' && rest[0]) return { page: 'plugin', pluginKey: rest[0] };
  if (page === 'administration') return { page: 'client-plugins' };
  return { page: 'home' };
}

/** Writes a route for the address bar. */
export function formatRoute(route: Route, vcenterGuid: string): string {
  switch (route.page) {
    case 'home':
      return '#/';
    case 'object': {
      const view = route.viewId === undefined ? '' : `/${encodeURIComponent(route.viewId)}`;
      return `#/object/${route.objectId}:${vcenterGuid}/${route.tab}${view}`;
    }
    case 'plugin':
      return `#/plugin/${encodeURIComponent(route.pluginKey)}`;
    case 'client-plugins':
      return '#/administration/client-plugins';
  }
}

/** `<Type>:<moid>` of an id such as `urn:vmomi:VirtualMachine:vm-5:<guid>`, or undefined. */
export function localId(objectUrn: string): string | undefined {
  const [urn, vmomi, type, moid] = objectUrn.split(':');
  return urn === 'urn' && vmomi === 'vmomi' && type && moid ? `${type}:${moid}` : undefined;
}

/** The id under which plug-ins know an object. */
export function objectUrn(id: string, vcenterGuid: string): string {
  return `urn:vmomi:${id}:${vcenterGuid}`;
}

function objectRoute(rest: readonly string[]): Route {
  const [id = '', tab = 'summary', viewId] = rest;
  const [type, moid] = id.split(':');
  if (!type || !moid) return { page: 'home' };
  return {
    page: 'object',
    objectId: `${type}:${moid}`,
    tab: isTab(tab) ? tab : 'summary',
    ...(viewId ? { viewId } : {}),
  };
}

function isTab(tab: string): tab is ObjectTab {
  return tabs.includes(tab);
}
