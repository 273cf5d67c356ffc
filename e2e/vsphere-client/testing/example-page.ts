/** The page of the example plug-in: it shows what `htmlClientSdk` tells it and has a button for each call. */
export const examplePage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Example</title>
    <script src="/api/ui/htmlClientSdk.js"></script>
    <style>
      body { margin: 12px; font: 13px sans-serif; background: transparent; }
      body.dark { color: #dde; }
      button { margin: 2px; }
      output { display: block; white-space: pre-wrap; overflow-wrap: anywhere; }
    </style>
  </head>
  <body>
    <p id="where"></p>
    <div id="buttons"></div>
    <output id="out"></output>
    <script src="page.js"></script>
  </body>
</html>
`;

/** The script of that page. */
export const exampleScript = `
const sdk = window.htmlClientSdk;
const out = document.querySelector('#out');
const log = (name, value) => { out.textContent += name + ': ' + JSON.stringify(value) + '\\n'; };
const button = (label, run) => {
  const element = document.createElement('button');
  element.textContent = label;
  element.addEventListener('click', run);
  document.querySelector('#buttons').append(element);
};
log('proxied origin', sdk.getProxiedPluginServerOrigin());
sdk.initialize(() => {
  const { app, modal, event } = sdk;
  const theme = (value) => document.body.classList.toggle('dark', value.name === 'dark');
  document.querySelector('#where').textContent = location.hash + ' ' + JSON.stringify(app.getContextObjects());
  theme(app.getTheme());
  log('client', app.getClientInfo());
  log('locale', app.getClientLocale());
  log('navigation data', app.getNavigationData());
  log('custom data', modal.getCustomData());
  log('time', app.formatDateTime(0, { format: 'DATE' }));
  event.onThemeChanged((value) => { theme(value); log('theme', value); });
  event.onGlobalRefresh(() => log('refresh', true));
  event.onDateTimeFormatChanged(() => log('format', app.formatDateTime(0)));
  button('session', () => app.getSessionInfo((info) => log('session', info !== null)));
  button('servers', () => app.getPluginBackendInfo((info) => log('servers', info)));
  button('open', () => modal.open({ url: 'page.html#/inner', title: 'Inner', size: { width: 400, height: 260 }, customData: { when: new Date(0) }, contextObjects: app.getContextObjects(), onClosed: (result) => log('closed', result ?? null) }));
  button('close', () => modal.close({ done: true }));
  button('rename', () => modal.setOptions({ title: 'Renamed', height: 200 }));
  button('confirm', () => modal.openConfirmationModal({ title: 'Really?', content: 'Shall it be?', alertLevel: 'WARNING', buttons: [{ label: 'Do it', callback: () => log('button', 0) }, { label: 'Leave it', type: 'SECONDARY', callback: () => log('button', 1) }], onClosed: () => log('confirmation', 'dismissed') }));
  button('navigate', () => app.navigateTo({ targetViewId: 'example.cluster.configure', objectId: app.getContextObjects()[0].id, customData: { from: 'card' } }));
  button('forget', () => app.refreshPluginItemsState());
});
`;

/** One red cell of 32 pixels. */
export const exampleSprites =
  '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"><rect x="4" y="4" width="24" height="24" rx="4" fill="#c92100"/></svg>';
