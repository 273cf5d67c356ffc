import type { ClientPlugin } from '../../../protocol/client-plugin.ts';
import type {
  ConfirmationRequest,
  FrameContext,
  FrameRequest,
  ModalRequest,
  NavigationRequest,
} from '../../../protocol/sdk-protocol.ts';
import type { App } from './app.ts';
import { remoteNavigationMap } from './navigation-map.ts';
import type { PluginFrame } from './plugin-frames.ts';

/** The size of a dialog for which a plug-in gives none (simulation's choice). */
const defaultModal = { width: 600, height: 400 };

/** Does what a plug-in's page asks for through `htmlClientSdk`. Failures are answered with null, as the documented callbacks have it. */
export async function handleFrameRequest(
  app: App,
  frame: PluginFrame,
  request: FrameRequest,
): Promise<unknown> {
  const { argument } = request;
  switch (request.method) {
    case 'hello':
      return frameContext(app, frame);
    case 'getSessionInfo':
      return app.api.pluginSession(frame.plugin.instanceId).catch(() => null);
    case 'getPluginBackendInfo':
      return backendInfo(app, frame.plugin);
    case 'refreshPluginItemsState':
      app.extensions?.forget(frame.plugin);
      return null;
    case 'navigateTo':
      await app.navigation.toPluginView(frame.plugin, argument as NavigationRequest);
      return null;
    case 'navigateToClientView':
      await app.navigation.toClientView(argument as NavigationRequest);
      return null;
    case 'navigateToRemotePluginView':
      await navigateToOther(app, argument as NavigationRequest & { pluginId?: string });
      return null;
    case 'getRemotePluginNavigationMap':
      return remoteNavigationMap(findPlugin(app, argument), app.session.vcenterGuid);
    case 'openModal':
    case 'closeModal':
    case 'setModalOptions':
    case 'openConfirmationModal':
      handleModalRequest(app, frame, request);
      return null;
    case 'getSharedModalsMap':
    case 'openSharedModal':
      // How a manifest declares a shared modal is not public, so no plug-in here has one.
      return null;
  }
}

function handleModalRequest(app: App, frame: PluginFrame, request: FrameRequest): void {
  const { argument } = request;
  if (request.method === 'openModal') openModal(app, frame, argument as ModalRequest);
  if (request.method === 'openConfirmationModal') {
    openConfirmation(app, frame, argument as ConfirmationRequest);
  }
  if (request.method === 'closeModal') {
    // The page goes away with its dialog; what it said right after `close` has to arrive first.
    setTimeout(() => app.modals.close(frame, argument), 20);
  }
  if (request.method === 'setModalOptions') {
    app.modals.setOptions(frame, argument as { title?: string; height?: number });
  }
}

function frameContext(app: App, frame: PluginFrame): FrameContext {
  return {
    contextObjects: frame.contextObjects,
    navigationData: frame.navigationData,
    customData: frame.customData,
    isModal: frame.isModal,
    theme: { name: app.preferences.theme },
    dateTimeFormat: app.preferences.dateTimeFormat,
    clientVersion: app.session.clientVersion,
  };
}

function backendInfo(app: App, plugin: ClientPlugin): unknown {
  const servers = plugin.servers.map((server) => ({ ...server }));
  return {
    allPluginBackendServers: servers,
    backendServersPerVc: { [app.session.vcenterGuid]: servers },
    backendServersPerVcObject: {},
  };
}

function openModal(app: App, opener: PluginFrame, request: ModalRequest): void {
  const url = new URL(request.url);
  if (url.origin !== window.location.origin) return;
  const title = request.title ?? '';
  app.openFrameModal({
    plugin: opener.plugin,
    url: request.url,
    title,
    accessibilityTitle: request.accessibilityTitle ?? title,
    width: request.width ?? defaultModal.width,
    height: request.height ?? defaultModal.height,
    closable: request.closable,
    contextObjects: request.contextObjects,
    customData: request.customData,
    onClosed: (result) =>
      app.frames.tell(opener, { name: 'modalClosed', modalId: request.modalId, result }),
  });
}

function openConfirmation(app: App, opener: PluginFrame, question: ConfirmationRequest): void {
  const { modalId, closable } = question;
  app.modals.open({
    kind: 'confirmation',
    question,
    closable,
    onButton: (index) => app.frames.tell(opener, { name: 'confirmationButton', modalId, index }),
    onClosed: () => app.frames.tell(opener, { name: 'modalClosed', modalId, result: null }),
  });
}

async function navigateToOther(
  app: App,
  target: NavigationRequest & { pluginId?: string },
): Promise<void> {
  const plugin = findPlugin(app, target.pluginId);
  if (plugin) await app.navigation.toPluginView(plugin, target, 'public');
}

function findPlugin(app: App, key: unknown): ClientPlugin | undefined {
  return app.plugins.find((plugin) => plugin.key === key);
}
