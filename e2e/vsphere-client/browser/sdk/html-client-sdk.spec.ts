import { sdkChannel } from '../../protocol/sdk-protocol.ts';
import type { FrameContext, FrameRequest, ShellEvent } from '../../protocol/sdk-protocol.ts';
import { createHtmlClientSdk } from './html-client-sdk.ts';
import type { HtmlClientSdk } from './html-client-sdk.ts';

const origin = 'https://vcenter.example.com';
const urn = 'urn:vmomi:ClusterComputeResource:domain-c8:guid';

const context: FrameContext = {
  contextObjects: [{ id: urn }],
  navigationData: null,
  customData: { answer: 42 },
  isModal: true,
  theme: { name: 'dark' },
  dateTimeFormat: { locale: 'en-US', hour12: true },
  clientVersion: '8.0.3',
};

/** A frame without a browser: what it sends is kept, and the spec plays the shell. */
class FakeFrame {
  readonly sent: FrameRequest[] = [];
  readonly targets: string[] = [];
  readonly #listeners: ((event: MessageEvent) => void)[] = [];
  readonly parent = {
    postMessage: (message: unknown, target: string) => {
      this.sent.push(message as FrameRequest);
      this.targets.push(target);
    },
  };
  readonly sdk: HtmlClientSdk;

  constructor(pathname = '/plugins/com.example~1.0~1/localhost-8443/ui/index.html') {
    const baseUri = () => `${origin}${pathname}`;
    const location = { origin, pathname, baseUri };
    this.sdk = createHtmlClientSdk({ window: this, shellOrigin: origin, location });
  }

  addEventListener(_type: 'message', listener: (event: MessageEvent) => void): void {
    this.#listeners.push(listener);
  }

  receive(data: object, from: { origin?: string; source?: unknown } = {}): void {
    const event = { data: { channel: sdkChannel, ...data }, origin, source: this.parent, ...from };
    for (const listener of this.#listeners) listener(event as MessageEvent);
  }

  reply(value: unknown): void {
    this.receive({ kind: 'reply', id: this.sent.at(-1)?.id, value });
  }

  event(event: ShellEvent): void {
    this.receive({ kind: 'event', event });
  }

  ready() {
    this.sdk.initialize();
    this.reply(context);
    const { app, event, modal } = this.sdk;
    if (!app || !event || !modal) throw new Error('The SDK is not initialised.');
    return { app, event, modal };
  }
}

describe('htmlClientSdk', () => {
  let frame: FakeFrame;

  beforeEach(() => {
    frame = new FakeFrame();
  });

  it('has only three functions before it is initialised', () => {
    expect(frame.sdk.isInitialized()).toBeFalse();
    expect(frame.sdk.app).toBeUndefined();
    expect(frame.sdk.getProxiedPluginServerOrigin()).toBe(
      `${origin}/plugins/com.example~1.0~1/localhost-8443`,
    );
  });

  it('knows no proxied origin outside of the proxy', () => {
    expect(new FakeFrame('/index.html').sdk.getProxiedPluginServerOrigin()).toBeNull();
  });

  it('initialises once and calls every callback', () => {
    let calls = 0;
    const count = (): void => {
      calls += 1;
    };
    frame.sdk.initialize(count);
    frame.sdk.initialize(count);
    expect(calls).toBe(0);
    frame.reply(context);
    frame.sdk.initialize(count);
    expect(calls).toBe(3);
    expect(frame.sent.map((request) => request.method)).toEqual(['hello']);
    expect(frame.targets).toEqual([origin]);
  });

  it('has app, event and modal when the callback runs', () => {
    let seen: unknown;
    frame.sdk.initialize(() => (seen = frame.sdk.app?.getContextObjects()));
    frame.reply(context);
    expect(seen).toEqual([{ id: urn }]);
  });

  it('ignores messages of other origins, other windows and other channels', () => {
    frame.sdk.initialize();
    const reply = { kind: 'reply', id: 1, value: context };
    frame.receive(reply, { origin: 'https://evil.example.com' });
    frame.receive(reply, { source: {} });
    frame.receive({ ...reply, channel: 'other' });
    expect(frame.sdk.isInitialized()).toBeFalse();
  });

  it('answers the synchronous getters', () => {
    const { app, modal } = frame.ready();
    expect(app.getClientInfo()).toEqual({ type: 'HTML', version: '8.0.3' });
    expect(app.getClientLocale()).toBe('en-US');
    expect(app.getTheme()).toEqual({ name: 'dark' });
    expect(app.getNavigationData()).toBeNull();
    expect(modal.getCustomData()).toEqual({ answer: 42 });
    expect(app.getApiEndpoints().uiApiEndpoint.fullUrl).toBe(`${origin}/api/ui`);
  });

  it('writes dates as the client does', () => {
    const { app } = frame.ready();
    const time = new Date(2019, 4, 13, 11, 24, 47).getTime();
    expect(app.formatDateTime(time)).toBe('05/13/2019, 11:24:47 AM');
    expect(app.formatDateTime(time, { format: 'DATE' })).toBe('05/13/2019');
    expect(app.formatDateTime(time, { format: 'TIME' })).toBe('11:24:47 AM');
  });

  it('hands the session to the callback, and null after a failure', () => {
    const { app } = frame.ready();
    const answers: unknown[] = [];
    app.getSessionInfo((info) => answers.push(info));
    frame.reply({ sessionToken: 'token', nodeId: 'node' });
    app.getSessionInfo((info) => answers.push(info));
    frame.reply(null);
    expect(answers).toEqual([{ sessionToken: 'token', nodeId: 'node' }, null]);
  });

  it('tells listeners of refresh, theme and date format', () => {
    const { app, event } = frame.ready();
    const heard: unknown[] = [];
    event.onGlobalRefresh(() => heard.push('refresh'));
    event.onThemeChanged((theme) => heard.push(theme));
    event.onDateTimeFormatChanged(() => heard.push(app.getClientLocale()));
    frame.event({ name: 'globalRefresh' });
    frame.event({ name: 'themeChanged', theme: { name: 'light' } });
    frame.event({ name: 'dateTimeFormatChanged', format: { locale: 'de-DE', hour12: false } });
    expect(heard).toEqual(['refresh', { name: 'light' }, 'de-DE']);
    expect(app.getTheme()).toEqual({ name: 'light' });
  });

  it('opens a modal relative to the document, with data that went through JSON', () => {
    const { modal } = frame.ready();
    const customData = { at: new Date(0), run: () => undefined };
    modal.open({
      url: 'dialog.html#/x',
      title: 'T',
      size: { width: 900, height: 500 },
      customData,
    });
    expect(frame.sent.at(-1)?.argument).toEqual({
      modalId: 1,
      url: `${origin}/plugins/com.example~1.0~1/localhost-8443/ui/dialog.html#/x`,
      title: 'T',
      width: 900,
      height: 500,
      closable: true,
      contextObjects: [],
      customData: { at: '1970-01-01T00:00:00.000Z' },
    });
  });

  it('keeps data as they are when told so', () => {
    const { modal } = frame.ready();
    const at = new Date(0);
    modal.open({ url: 'dialog.html', customData: { at }, sanitizeData: false });
    const argument = frame.sent.at(-1)?.argument as { customData: { at: unknown } };
    expect(argument.customData.at).toBe(at);
  });

  it('hands what a modal closed with to its opener, and nothing after the X', () => {
    const { modal } = frame.ready();
    const results: unknown[][] = [];
    const onClosed = (...args: unknown[]): void => void results.push(args);
    modal.open({ url: 'a.html', onClosed });
    modal.open({ url: 'b.html', onClosed });
    frame.event({ name: 'modalClosed', modalId: 2, result: { done: true } });
    frame.event({ name: 'modalClosed', modalId: 1, result: null });
    frame.event({ name: 'modalClosed', modalId: 1, result: null });
    expect(results).toEqual([[{ done: true }], []]);
  });

  it('calls the button of a confirmation that was pressed', () => {
    const { modal } = frame.ready();
    const pressed: string[] = [];
    const button = (label: string) => ({ label, callback: () => void pressed.push(label) });
    modal.openConfirmationModal({
      content: 'Really?',
      buttons: [button('yes'), { ...button('no'), type: 'SECONDARY' }],
      onClosed: () => pressed.push('closed'),
    });
    expect(frame.sent.at(-1)?.argument).toEqual(
      jasmine.objectContaining({
        buttons: [
          { label: 'yes', type: 'PRIMARY' },
          { label: 'no', type: 'SECONDARY' },
        ],
      }),
    );
    frame.event({ name: 'confirmationButton', modalId: 1, index: 1 });
    expect(pressed).toEqual(['no']);
  });

  it('refuses confirmations without buttons', () => {
    const { modal } = frame.ready();
    expect(() => modal.openConfirmationModal({ content: '', buttons: [] })).toThrowError(
      /one to four/,
    );
  });

  it('sends what only the shell can do', () => {
    const { app, modal } = frame.ready();
    app.navigateTo({ targetViewId: 'view', objectId: urn });
    app.navigateToClientView({ targetViewId: 'host.summary', objectId: urn });
    app.refreshPluginItemsState();
    modal.setOptions({ title: 'New', height: 300 });
    modal.close({ done: true });
    expect(frame.sent.slice(1).map(({ method, argument }) => [method, argument])).toEqual([
      ['navigateTo', { targetViewId: 'view', objectId: urn }],
      ['navigateToClientView', { targetViewId: 'host.summary', objectId: urn }],
      ['refreshPluginItemsState', null],
      ['setModalOptions', { title: 'New', height: 300 }],
      ['closeModal', { done: true }],
    ]);
  });
});
