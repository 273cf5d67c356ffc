import { createHtmlClientSdk } from './html-client-sdk.ts';
import type { HtmlClientSdk } from './html-client-sdk.ts';

declare global {
  interface Window {
    htmlClientSdk?: HtmlClientSdk;
  }
}

const script = document.currentScript;
const source = script instanceof HTMLScriptElement ? script.src : window.location.href;

window.htmlClientSdk ??= createHtmlClientSdk({
  window,
  shellOrigin: new URL(source).origin,
  location: {
    origin: window.location.origin,
    pathname: window.location.pathname,
    baseUri: () => document.baseURI,
  },
});
