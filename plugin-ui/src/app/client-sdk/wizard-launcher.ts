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
    this.#open(clusters, { vcGuid }, closed);
  }

  /** For an update the cluster comes ticked, for a removal unticked. `hostName` is the host whose daemon was acted on. */
  openFor(
    mode: 'update' | 'remove',
    target: { readonly cluster: ContextObject; readonly hostName: string | null },
    closed: () => void,
  ): void {
    const { cluster, hostName } = target;
    this.#open([cluster], { vcGuid: cluster.vcGuid, mode, hostName }, closed);
  }

  #open(clusters: readonly ContextObject[], customData: object, closed: () => void): void {
    this.#sdk.openModal({
      url: 'index.html#/wizard',
      accessibilityTitle: 'Setup Real-Time Replication Service',
      title: 'Setup Real-Time Replication Service',
      size: { width: 960, height: 620 },
      contextObjects: clusters.map((cluster) => ({ id: contextObjectId(cluster) })),
      customData,
      onClosed: closed,
    });
  }
}
