import { effect, inject, untracked } from '@angular/core';
import { ClientSdk } from './client-sdk';

/** Calls `refresh` each time the user presses the client's refresh button. Needs an injection context. */
export function onClientRefresh(refresh: () => void): void {
  const { refreshes } = inject(ClientSdk);
  const seen = untracked(refreshes);
  effect(() => {
    if (refreshes() > seen) untracked(refresh);
  });
}
