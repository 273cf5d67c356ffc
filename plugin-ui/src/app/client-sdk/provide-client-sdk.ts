import type { EnvironmentProviders } from '@angular/core';
import { inject, makeEnvironmentProviders, provideAppInitializer } from '@angular/core';
import { BrowserClientSdk } from './browser-client-sdk';
import { ClientSdk } from './client-sdk';

/** Binds the page to the vSphere Client around it; nothing is drawn before the client has answered. */
export function provideClientSdk(): EnvironmentProviders {
  return makeEnvironmentProviders([
    { provide: ClientSdk, useFactory: () => new BrowserClientSdk(window.htmlClientSdk) },
    provideAppInitializer(() => inject(ClientSdk).initialize()),
  ]);
}
