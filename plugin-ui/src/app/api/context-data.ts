import { inject } from '@angular/core';
import type { ContextObject } from '../client-sdk/context-object';
import { ClientSdk } from '../client-sdk/client-sdk';
import { onClientRefresh } from '../client-sdk/on-client-refresh';
import { ApiProblem } from './api-problem';
import { RemoteData } from './remote-data';

/**
 * What a view on one inventory object shows: asked for at once, and again at each of the client's refreshes. Needs an injection
 * context.
 */
export function contextData<T>(ask: (object: ContextObject) => Promise<T>): RemoteData<T> {
  const sdk = inject(ClientSdk);
  const data = new RemoteData(async () => {
    const [object] = sdk.contextObjects();
    if (!object) throw noObject();
    return ask(object);
  });
  onClientRefresh(() => void data.load());
  void data.load();
  return data;
}

function noObject(): ApiProblem {
  return new ApiProblem({
    status: 0,
    code: 'noClient',
    title: 'No object',
    detail: 'The vSphere Client did not say which object this view is about. Open it again.',
  });
}
