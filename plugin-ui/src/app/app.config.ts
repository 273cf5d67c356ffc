import { provideHttpClient, withInterceptors, withXhr } from '@angular/common/http';
import type { ApplicationConfig } from '@angular/core';
import { provideBrowserGlobalErrorListeners, provideZonelessChangeDetection } from '@angular/core';
import { provideRouter, withComponentInputBinding, withHashLocation } from '@angular/router';
import { pluginServerInterceptor } from './api/plugin-server-interceptor';
import { appRoutes } from './app.routes';
import { provideClarityAnimations } from './clarity-animations';
import { provideClientSdk } from './client-sdk/provide-client-sdk';

export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    provideBrowserGlobalErrorListeners(),
    provideRouter(appRoutes, withComponentInputBinding(), withHashLocation()),
    // XMLHttpRequest, because `fetch` does not tell how far an upload is.
    provideHttpClient(withXhr(), withInterceptors([pluginServerInterceptor])),
    provideClarityAnimations(),
    provideClientSdk(),
  ],
};
