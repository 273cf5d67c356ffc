import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Daemon } from '@contract/cluster';
import { daemonFacts } from './daemon-facts';
import { FactList } from './fact-list';

/** All that is known of the I/O Filter daemon on one host. */
@Component({
  selector: 'rtr-daemon-details',
  imports: [FactList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<rtr-fact-list [facts]="facts()" />`,
})
export class DaemonDetails {
  readonly daemon = input.required<Daemon>();

  protected readonly facts = computed(() => daemonFacts(this.daemon()));
}
