import { ScrollingModule } from '@angular/cdk/scrolling';
import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import type { VmChoice } from './vm-choice';
import type { VmEffect, VmEntry } from './vm-entry';
import { effectOnVm } from './vm-entry';
import { wizardMessages } from './wizard-messages';

const EFFECTS = ['gets', 'keeps', 'loses'] as const;
const shapes: Readonly<Record<VmEffect, { shape: string; status: string }>> = {
  gets: { shape: 'plus-circle', status: 'info' },
  keeps: { shape: 'success-standard', status: 'success' },
  loses: { shape: 'minus-circle', status: 'warning' },
};
const order = new Intl.Collator(undefined, { numeric: true });

/** Right list: the chosen machines and what happens to each. Only the rows in sight are in the page. */
@Component({
  selector: 'rtr-chosen-list',
  imports: [ClrIcon, ScrollingModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './chosen-list.html',
  styleUrl: './chosen-list.css',
})
export class ChosenList {
  readonly choice = input.required<VmChoice>();
  /** Names of the clusters, by id. */
  readonly clusterNames = input.required<ReadonlyMap<string, string>>();

  protected readonly text = wizardMessages.chosenList;
  protected readonly rowHeight = 44;
  protected readonly search = signal('');
  /** The one fate that is shown; null shows all. */
  protected readonly shown = signal<VmEffect | null>(null);
  readonly #sorted = computed(() =>
    [...this.choice().entries().values()].sort((a, b) => order.compare(a.name, b.name)),
  );
  protected readonly rows = computed(() => {
    const needle = this.search().trim().toLocaleLowerCase();
    const shown = this.shown();
    return this.#sorted().filter(
      (entry) =>
        (shown === null || effectOnVm(entry) === shown) &&
        entry.name.toLocaleLowerCase().includes(needle),
    );
  });
  protected readonly total = computed(() => this.choice().entries().size);
  protected readonly parts = computed(() => {
    const counts = this.choice().counts();
    return EFFECTS.map((effect) => ({
      effect,
      icon: shapes[effect],
      count: counts[effect],
      label: this.text.count[effect](counts[effect]),
    })).filter(({ count }) => count > 0);
  });

  protected find(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.search.set(event.target.value);
  }

  protected toggleShown(effect: VmEffect): void {
    this.shown.update((before) => (before === effect ? null : effect));
  }

  protected icon(entry: VmEntry) {
    return shapes[effectOnVm(entry)];
  }

  protected effect(entry: VmEntry): string {
    const { wish, diskKeys, has } = entry;
    const { effect } = this.text;
    if (wish === 'keep') return has === 'some' ? effect.keepsSome : effect.keeps;
    const disks = diskKeys === null ? '' : this.text.disks(diskKeys.length);
    return `${wish === 'assign' ? effect.gets : effect.loses}${disks}`;
  }

  protected act(entry: VmEntry): void {
    if (entry.wish === 'unassign') this.choice().keep(entry);
    else this.choice().take([entry]);
  }

  protected readonly identify = (_: number, entry: VmEntry): string => entry.id;
}
