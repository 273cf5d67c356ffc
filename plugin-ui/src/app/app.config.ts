import { provideHttpClient, withInterceptors } from '@angular/common/http';
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
    provideHttpClient(withInterceptors([pluginServerInterceptor])),
    provideClarityAnimations(),
    provideClientSdk(),
  ],
};
