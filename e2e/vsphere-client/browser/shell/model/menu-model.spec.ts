import type { ClientPlugin, PluginAction } from '../../../protocol/client-plugin.ts';
import type { InventoryItem } from '../../../protocol/shell-api.ts';
import { MenuModel } from './menu-model.ts';
import type { PluginLine } from './menu-model.ts';

const action = (id: string, more: Partial<PluginAction> = {}): PluginAction => ({
  id,
  label: id,
  dynamic: true,
  acceptsMultipleTargets: false,
  trigger: { viewId: 'view' },
  ...more,
});

const plugin: ClientPlugin = {
  instanceId: 'com.example~1.0~1',
  key: 'com.example',
  version: '1.0',
  name: 'Example',
  servers: [],
  objects: {
    ClusterComputeResource: {
      menu: {
        dynamicUrl: '/plugins/x/dynamic',
        items: [
          action('enabled'),
          { separator: true },
          action('greyed'),
          action('gone'),
          { separator: true },
          action('unspoken'),
          action('static', { dynamic: false }),
          action('several', { acceptsMultipleTargets: true }),
        ],
      },
    },
  },
};

const cluster = (id: number): InventoryItem => ({
  id: `ClusterComputeResource:domain-c${id}`,
  type: 'ClusterComputeResource',
  name: `Cluster ${id}`,
  state: 'normal',
  hasChildren: true,
});

describe('the context menu', () => {
  let asked: { url: string; init: RequestInit }[];
  let answer: () => Promise<Response>;
  const realFetch = globalThis.fetch;

  beforeEach(() => {
    asked = [];
    answer = () =>
      Promise.resolve(
        Response.json({
          apiVersion: '1.0.0',
          dynamicItems: [
            { id: 'enabled', visible: true },
            { id: 'greyed', visible: false },
            { id: 'gone', visible: false, relevant: false },
            { id: 'several', visible: true },
          ],
        }),
      );
    globalThis.fetch = (url, init) => {
      asked.push({ url: url instanceof Request ? url.url : String(url), init: init ?? {} });
      return answer();
    };
  });

  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  function open(targets: InventoryItem[]): { menu: MenuModel; settled: Promise<void> } {
    const context = {
      locale: 'en-US',
      apiEndpoint: 'https://vcenter/api/ui',
      sessionToken: () => Promise.resolve('token'),
    };
    const opening = { targets, position: { x: 0, y: 0 }, plugins: [plugin] };
    let menu: MenuModel | undefined;
    const settled = new Promise<void>((resolve) => {
      const urns = targets.map((target) => `urn:vmomi:${target.id}:guid`);
      menu = new MenuModel(opening, { context, urns }, resolve);
    });
    if (!menu) throw new Error('no menu');
    return { menu, settled };
  }

  function pluginLine(menu: MenuModel) {
    return menu.lines().find((line) => line.kind === 'plugin');
  }

  function shown(entries: readonly PluginLine[] = []): string[] {
    return entries.map((entry) =>
      entry.separator ? '--' : `${entry.action.id}${entry.enabled ? '' : ' (greyed)'}`,
    );
  }

  it('shows static actions at once and waits for the others', () => {
    const line = pluginLine(open([cluster(1)]).menu);
    expect(line?.waiting).toBeTrue();
    expect(shown(line?.entries)).toEqual(['static']);
  });

  it('enables, greys and leaves out actions as the plug-in says', async () => {
    const { menu, settled } = open([cluster(1)]);
    await settled;
    const line = pluginLine(menu);
    expect(line?.waiting).toBeFalse();
    expect(shown(line?.entries)).toEqual([
      'enabled',
      '--',
      'greyed (greyed)',
      '--',
      'static',
      'several',
    ]);
  });

  it('asks with the documented headers and body', async () => {
    await open([cluster(1), cluster(2)]).settled;
    expect(asked[0]?.url).toBe('/plugins/x/dynamic');
    expect(asked[0]?.init.headers).toEqual(
      jasmine.objectContaining({
        'content-type': 'application/json',
        'vmware-api-session-id': 'token',
        'vmware-api-gateway-url': 'https://vcenter/api/ui',
      }),
    );
    expect(JSON.parse(asked[0]?.init.body as string)).toEqual({
      apiVersion: '1.0.0',
      objectIds: [
        'urn:vmomi:ClusterComputeResource:domain-c1:guid',
        'urn:vmomi:ClusterComputeResource:domain-c2:guid',
      ],
      locale: 'en-US',
    });
  });

  it('asks again each time it opens', async () => {
    await open([cluster(1)]).settled;
    await open([cluster(1)]).settled;
    expect(asked.length).toBe(2);
  });

  it('greys what takes one target only when there are several', async () => {
    const { menu, settled } = open([cluster(1), cluster(2)]);
    await settled;
    const entries = shown(pluginLine(menu)?.entries);
    expect(entries).toContain('several');
    expect(entries).toContain('enabled (greyed)');
    expect(entries).toContain('static (greyed)');
  });

  it('greys everything dynamic when the server fails', async () => {
    answer = () => Promise.resolve(new Response('', { status: 500 }));
    const { menu, settled } = open([cluster(1)]);
    await settled;
    expect(shown(pluginLine(menu)?.entries)).toContain('enabled (greyed)');
  });

  it('has no line for a plug-in that offers nothing for this type', () => {
    const host: InventoryItem = { ...cluster(1), type: 'HostSystem', id: 'HostSystem:host-1' };
    expect(pluginLine(open([host]).menu)).toBeUndefined();
  });
});
