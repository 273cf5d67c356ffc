import { provideHttpClient, withInterceptors } from '@angular/common/http';
import type { ApplicationConfig } from '@angular/core';
import { provideBrowserGlobalErrorListeners, provideZonelessChangeDetection } from '@angular/core';
import { provideAnimationsAsync } from '@angular/platform-browser/animations/async';
import { provideRouter, withComponentInputBinding, withHashLocation } from '@angular/router';
import { pluginServerInterceptor } from './api/plugin-server-interceptor';
import { appRoutes } from './app.routes';
import { provideClientSdk } from './client-sdk/provide-client-sdk';

export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    provideBrowserGlobalErrorListeners(),
    provideRouter(appRoutes, withComponentInputBinding(), withHashLocation()),
    provideHttpClient(withInterceptors([pluginServerInterceptor])),
    provideAnimationsAsync(),
    provideClientSdk(),
  ],
};
