import { Injectable, inject } from '@angular/core';
import { ClientSdk } from './client-sdk';
import type { ContextObject } from './context-object';
import { contextObjectId } from './context-object';

/** Opens the set-up wizard in a dialog of the vSphere Client. */
@Injectable({ providedIn: 'root' })
export class WizardLauncher {
  readonly #sdk = inject(ClientSdk);

  /** `clusters` come ticked; `closed` runs when the dialog has gone, however that was. */
  open(clusters: readonly ContextObject[], vcGuid: string, closed: () => void): void {
    this.#sdk.openModal({
      url: 'index.html#/wizard',
      accessibilityTitle: 'Setup Real-Time Replication Service',
      title: 'Setup Real-Time Replication Service',
      size: { width: 960, height: 620 },
      contextObjects: clusters.map((cluster) => ({ id: contextObjectId(cluster) })),
      customData: { vcGuid },
      onClosed: closed,
    });
  }
}
