import type { ClientPlugin, PluginView } from '../../../protocol/client-plugin.ts';
import type { InventoryItem } from '../../../protocol/shell-api.ts';
import { ObjectExtensions } from './object-extensions.ts';

const view = (id: string, dynamic = true): PluginView => ({
  id,
  label: id,
  url: `/plugins/x/${id}`,
  dynamic,
  isPublic: false,
});

const plugin: ClientPlugin = {
  instanceId: 'com.example~1.0~1',
  key: 'com.example',
  version: '1.0',
  name: 'Example',
  servers: [],
  objects: {
    HostSystem: {
      summary: { dynamicUrl: '/dynamic/summary', items: [view('card')] },
      monitor: { items: [view('always', false)] },
      configure: {
        dynamicUrl: '/dynamic/configure',
        items: [view('page'), view('other'), view('fixed', false)],
      },
    },
    'Folder:RootFolder': { monitor: { items: [view('root', false)] } },
  },
};

const host: InventoryItem = {
  id: 'HostSystem:host-1',
  type: 'HostSystem',
  name: 'esx',
  state: 'normal',
  hasChildren: false,
};

describe('the plug-in views of an object', () => {
  let asked: string[];
  let items: object[] | undefined;
  const realFetch = globalThis.fetch;

  beforeEach(() => {
    asked = [];
    items = [{ id: 'page', visible: true }];
    globalThis.fetch = (url) => {
      asked.push(url instanceof Request ? url.url : String(url));
      return Promise.resolve(
        items ? Response.json({ dynamicItems: items }) : new Response('', { status: 503 }),
      );
    };
  });

  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  function open(item = host) {
    let changed: () => void = () => undefined;
    const context = {
      locale: 'en-US',
      apiEndpoint: '',
      sessionToken: () => Promise.resolve('token'),
    };
    const opened = { item, urn: 'urn:vmomi:HostSystem:host-1:guid', plugins: [plugin] };
    const extensions = new ObjectExtensions(opened, context, () => changed());
    return {
      extensions,
      nextChange: () => new Promise<void>((resolve) => (changed = resolve)),
      ids: (point: 'summary' | 'monitor' | 'configure') =>
        extensions.views(point).flatMap((entry) => entry.views.map(({ id }) => id)),
    };
  }

  it('shows static views without asking', () => {
    expect(open().ids('monitor')).toEqual(['always']);
    expect(asked).toEqual([]);
  });

  it('waits for the answer about dynamic ones, and asks once', async () => {
    const { extensions, nextChange, ids } = open();
    const answered = nextChange();
    expect(extensions.views('configure')[0]?.waiting).toBeTrue();
    ids('configure');
    await answered;
    expect(extensions.views('configure')[0]?.waiting).toBeFalse();
    expect(ids('configure')).toEqual(['page', 'fixed']);
    expect(asked).toEqual(['/dynamic/configure']);
  });

  it('keeps what one answer said about another tab', async () => {
    items = [
      { id: 'page', visible: true },
      { id: 'card', visible: true },
    ];
    const { nextChange, ids } = open();
    const answered = nextChange();
    ids('configure');
    await answered;
    expect(ids('summary')).toEqual(['card']);
    expect(asked.length).toBe(1);
  });

  it('hides dynamic views of a server that fails', async () => {
    items = undefined;
    const { nextChange, ids } = open();
    const answered = nextChange();
    ids('configure');
    await answered;
    expect(ids('configure')).toEqual(['fixed']);
  });

  it('asks again after the plug-in asked for it', async () => {
    const { extensions, nextChange, ids } = open();
    let answered = nextChange();
    ids('configure');
    await answered;
    extensions.forget(plugin);
    items = [{ id: 'other', visible: true }];
    answered = nextChange();
    ids('configure');
    await answered;
    expect(ids('configure')).toEqual(['other', 'fixed']);
  });

  it('knows the vCenter itself as the root folder', () => {
    const root: InventoryItem = { ...host, id: 'Folder:group-d1', type: 'VCenter' };
    expect(open(root).ids('monitor')).toEqual(['root']);
  });
});
