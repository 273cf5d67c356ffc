import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import type { ClusterActivity } from '@contract/activity';
import { CountdownText } from './countdown-text';
import { MomentText } from './moment-text';
import { sharedMessages } from './shared-messages';

/** What a cluster activity waits for, since when, and what somebody can do about it. */
@Component({
  selector: 'rtr-waiting-note',
  imports: [ClrIcon, CountdownText, MomentText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (part().waiting; as waiting) {
      <cds-icon shape="clock" status="warning" aria-hidden="true" />
      <div role="status" [attr.data-waiting]="waiting.for">
        <strong>{{ text.title[waiting.for] }}</strong>
        {{ text.since }} <rtr-moment-text [at]="waiting.since" />.
        @if (waiting.until; as until) {
          {{ text.nextTry(part().attempt + 1, part().attempts) }}
          <rtr-countdown-text [until]="until" />.
        }
        <div>{{ waiting.detail }}</div>
        @if (hosts()) {
          <div>{{ hosts() }}</div>
        }
        @if (waiting.for === 'maintenanceMode' && canAct() && !isEntering()) {
          <button
            type="button"
            class="btn btn-sm btn-primary enter"
            (click)="maintenanceWanted.emit()"
          >
            {{ text.enter }}
          </button>
        }
      </div>
    }
  `,
  styles: `
    :host {
      display: flex;
      gap: 0.4rem;
      border-left: 0.2rem solid var(--cds-alias-status-warning);
      padding: 0.2rem 0.6rem;
      margin: 0.3rem 0;
    }
    cds-icon {
      flex: none;
    }
    .enter {
      margin: 0.3rem 0 0;
    }
  `,
})
export class WaitingNote {
  readonly part = input.required<ClusterActivity>();
  /** Whether the user can act here, not only look. */
  readonly canAct = input(false);
  readonly maintenanceWanted = output();

  readonly #awaited = computed(() => {
    const { waiting, hosts } = this.part();
    return hosts.filter(({ hostId }) => waiting?.hostIds.includes(hostId));
  });
  protected readonly text = sharedMessages.waits;
  /** Whether one of the hosts is on its way already; the others have to wait for it. */
  protected readonly isEntering = computed(() =>
    this.#awaited().some(({ state }) => state === 'enteringMaintenanceMode'),
  );
  /** "Hosts: esx-01, esx-02", empty when it is not about hosts. */
  protected readonly hosts = computed(() => {
    const names = this.#awaited().map(({ hostName }) => hostName);
    return names.length === 0 ? '' : this.text.hosts(names.join(', '));
  });
}
