import { ChangeDetectionStrategy, Component, DOCUMENT, effect, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { ClientSdk } from './client-sdk/client-sdk';
import { EmptyState } from './shared/empty-state';
import { sharedMessages } from './shared/shared-messages';

/** Root: each frame that the vSphere Client opens shows exactly one route, in the client's theme and language. */
@Component({
  selector: 'rtr-root',
  imports: [EmptyState, RouterOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (isInClient) {
      <router-outlet />
    } @else {
      <rtr-empty-state [title]="text.title" [detail]="text.detail" />
    }
  `,
})
export class App {
  readonly #sdk = inject(ClientSdk);
  readonly #page = inject(DOCUMENT);

  protected readonly isInClient = this.#sdk.isAvailable;
  protected readonly text = sharedMessages.openOutside;

  constructor() {
    this.#page.documentElement.lang = 'en';
    effect(() => this.#page.body.setAttribute('cds-theme', this.#sdk.theme()));
  }
}
