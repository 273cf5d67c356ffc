import { BrowserClientSdk } from './browser-client-sdk';
import type { HtmlClientSdk } from './html-client-sdk';

const clusterId = 'urn:vmomi:ClusterComputeResource:domain-c8:28a0f9b6';

/** The client's script as it is right after loading, and what it grows once it is initialised. */
function aSdk(grown: Partial<HtmlClientSdk> = {}): HtmlClientSdk {
  const sdk: HtmlClientSdk = {
    isInitialized: () => true,
    initialize: (callback) => {
      Object.assign(sdk, grown);
      callback?.();
    },
  };
  return sdk;
}

describe('the binding to the vSphere Client', () => {
  it('says that there is no client when the script is missing', async () => {
    const sdk = new BrowserClientSdk(undefined);
    await sdk.initialize();

    expect(sdk.isAvailable).toBeFalse();
    expect(await sdk.sessionToken()).toBeNull();
    expect(sdk.contextObjects()).toEqual([]);
  });

  it('makes do with a client that knows none of the later calls', async () => {
    const sdk = new BrowserClientSdk(aSdk({ app: {} }));
    await sdk.initialize();

    expect(sdk.theme()).toBe('light');
    expect(sdk.locale()).toBe('en-US');
    expect(await sdk.backends()).toBeNull();
    expect(sdk.proxiedServerOrigin()).toBeNull();
    expect(() => sdk.closeModal()).not.toThrow();
  });

  it('follows the theme', async () => {
    let change: (theme: { name: string }) => void = () => undefined;
    const sdk = new BrowserClientSdk(
      aSdk({
        app: { getTheme: () => ({ name: 'dark' }) },
        event: { onThemeChanged: (callback) => (change = callback) },
      }),
    );
    await sdk.initialize();
    expect(sdk.theme()).toBe('dark');

    change({ name: 'light' });

    expect(sdk.theme()).toBe('light');
  });

  it('counts the presses of the refresh button', async () => {
    let press: () => void = () => undefined;
    const sdk = new BrowserClientSdk(
      aSdk({ event: { onGlobalRefresh: (callback) => (press = callback) } }),
    );
    await sdk.initialize();

    press();
    press();

    expect(sdk.refreshes()).toBe(2);
  });

  it('reads context objects and leaves out what it cannot read', async () => {
    const sdk = new BrowserClientSdk(
      aSdk({ app: { getContextObjects: () => [{ id: clusterId }, { id: 'urn:other' }] } }),
    );
    await sdk.initialize();

    expect(sdk.contextObjects().map(({ moid }) => moid)).toEqual(['domain-c8']);
  });

  it('hands over the session token', async () => {
    const sdk = new BrowserClientSdk(
      aSdk({ app: { getSessionInfo: (callback) => callback({ sessionToken: 'secret' }) } }),
    );
    await sdk.initialize();

    expect(await sdk.sessionToken()).toBe('secret');
  });

  it('prefers what a dialog was given over what a navigation was given', async () => {
    const sdk = new BrowserClientSdk(
      aSdk({
        app: { getNavigationData: () => 'navigation' },
        modal: { getCustomData: () => 'dialog' },
      }),
    );
    await sdk.initialize();

    expect(sdk.customData()).toBe('dialog');
  });
});
