import { Injectable, inject } from '@angular/core';
import type { FindingLink } from '@contract/finding';
import { ClientSdk } from './client-sdk';
import { contextObjectId } from './context-object';
import { viewIds } from './view-ids';

/** Leads to where a finding is mended: a view of the vSphere Client, or a page of our global view. */
@Injectable({ providedIn: 'root' })
export class FindingLinkOpener {
  readonly #sdk = inject(ClientSdk);

  open(link: FindingLink, vcGuid: string): void {
    if (link.kind === 'pluginPage') {
      const customData = { vcGuid, page: link.page };
      this.#sdk.navigateTo({ targetViewId: viewIds.home, customData });
      return;
    }
    this.#sdk.navigateToClientView({
      targetViewId: link.viewId,
      objectId: contextObjectId({ type: link.objectType, moid: link.objectId, vcGuid }),
    });
  }
}
