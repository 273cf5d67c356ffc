import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { ClrIcon } from '@clr/angular/icon';
import { ClrVerticalNavModule } from '@clr/angular/layout/vertical-nav';
import { ClientSdk } from '../client-sdk/client-sdk';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { homeMessages } from './home-messages';
import { HomeVcenter } from './home-vcenter';

/** Pages that links elsewhere in the client lead to. */
const LINKED_PAGES = ['activities', 'bundles', 'policies'];

/** The plug-in's global view: pages on the left, the chosen one beside them. */
@Component({
  selector: 'rtr-home-shell',
  imports: [
    ClrIcon,
    ClrVerticalNavModule,
    LoadingBlock,
    ProblemAlert,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './home-shell.html',
  styleUrl: './home-shell.css',
})
export class HomeShell {
  protected readonly vcenter = inject(HomeVcenter);
  protected readonly text = homeMessages;
  protected readonly pages = [
    { path: 'nodes', icon: 'nodes', label: homeMessages.nodes },
    { path: 'activities', icon: 'tasks', label: homeMessages.activities },
    { path: 'policies', icon: 'storage', label: homeMessages.policies },
    { path: 'bundles', icon: 'bundle', label: homeMessages.bundles },
    { path: 'audit', icon: 'clipboard', label: homeMessages.audit },
    { path: 'settings', icon: 'cog', label: homeMessages.settings },
  ] as const;

  constructor() {
    this.#openNamedActivity(inject(Router), inject(ClientSdk).customData());
  }

  protected chooseVcenter(event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.vcenter.choose(event.target.value);
  }

  /** A link elsewhere in the client leads to an activity; or to all of them, when it names none. */
  #openNamedActivity(router: Router, data: unknown): void {
    if (typeof data !== 'object' || data === null) return;
    if ('page' in data && LINKED_PAGES.some((page) => page === data.page)) {
      void router.navigate(['/home', data.page], { replaceUrl: true });
      return;
    }
    if (!('activityId' in data)) return;
    const { activityId } = data;
    const commands = [
      '/home',
      'activities',
      ...(typeof activityId === 'string' ? [activityId] : []),
    ];
    void router.navigate(commands, { replaceUrl: true });
  }
}
