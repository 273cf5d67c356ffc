import { HttpBackend, provideHttpClient, withInterceptors } from '@angular/common/http';
import type { EnvironmentProviders, Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { FETCH } from '../app/api/activity-feed';
import { pluginServerInterceptor } from '../app/api/plugin-server-interceptor';
import { provideClarityAnimations } from '../app/clarity-animations';
import { ClientSdk } from '../app/client-sdk/client-sdk';
import { registerIcons } from '../app/icons';
import { FakeClientSdk } from './fake-client-sdk';
import { FakeEventStream } from './fake-event-stream';
import { FakePluginServer } from './fake-plugin-server';

/** The surroundings of a view: a vSphere Client, a server and an event stream, all fakes. */
export class AppTesting {
  readonly sdk = new FakeClientSdk();
  readonly server = new FakePluginServer();
  readonly events = new FakeEventStream();

  constructor(...more: (Provider | EnvironmentProviders)[]) {
    registerIcons();
    this.server.answer('GET', '/activities', () => ({ activities: [] }));
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([pluginServerInterceptor])),
        { provide: HttpBackend, useValue: this.server },
        { provide: ClientSdk, useValue: this.sdk },
        { provide: FETCH, useValue: this.events.fetch },
        provideRouter([], withComponentInputBinding()),
        provideClarityAnimations('still'),
        ...more,
      ],
    });
  }
}
