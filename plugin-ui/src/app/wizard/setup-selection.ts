import type { Signal } from '@angular/core';
import { computed, signal } from '@angular/core';
import type { Bundle } from '@contract/bundle';
import type { ClusterNode, Inventory } from '@contract/cluster';
import type { PlanRequest } from '@contract/plan';
import { carriesFilter } from '../shared/cluster-status';
import type { ClusterEffect } from './cluster-effect';
import { effectOf } from './cluster-effect';
import { canTakeOlderKit } from './kit-choice';
import type { VmScope } from './vm-pages';
import type { WizardMode } from './wizard-entry';

/** A cluster's tick in the wizard's tree. */
export interface ClusterTick {
  readonly isTicked: boolean;
  /** Whether the user may change it. */
  readonly canToggle: boolean;
  /** Whether a cluster that carries the filter can be left out of what Finish does, or taken in again. */
  readonly canLeave: boolean;
  /** Whether the older kit may be chosen by hand. */
  readonly canChooseKit: boolean;
  /** The kit that the user chose by hand; null while the fitting one is taken. */
  readonly kit: Bundle['flavor'] | null;
  readonly effect: ClusterEffect;
}

/** What the wizard was opened for. */
export interface SelectionStart {
  readonly clusterIds: readonly string[];
  readonly mode: WizardMode;
}

/**
 * Which clusters the wizard is about. A tick means: this cluster shall carry the filter. Those that carry it come ticked, and unticking
 * one means removal; opened for a removal, the wizard comes with its clusters unticked. When it was opened for certain clusters, other
 * clusters that carry an older or broken filter are left as they are unless the user takes them in: who sets up one cluster does not
 * expect another to change.
 */
export class SetupSelection {
  readonly #inventory: Signal<Inventory | null>;
  readonly #contextIds: ReadonlySet<string>;
  readonly #mode: WizardMode;
  /** What the user decided, over the default of each cluster. */
  readonly #ticks = signal<ReadonlyMap<string, boolean>>(new Map());
  readonly #included = signal<ReadonlyMap<string, boolean>>(new Map());
  readonly #olderKit = signal<ReadonlySet<string>>(new Set());

  readonly ticks: Signal<ReadonlyMap<string, ClusterTick>> = computed(
    () => new Map(this.#clusters().map((cluster) => [cluster.id, this.#tick(cluster)])),
  );

  /** The plan to ask for; null when no cluster is concerned. */
  readonly request: Signal<PlanRequest | null> = computed(() => {
    const clusters = this.#clusters().flatMap((cluster) => this.#wish(cluster) ?? []);
    return clusters.length === 0 ? null : { clusters };
  });

  /** Clusters that Finish would do something to or look at. */
  readonly chosenCount: Signal<number> = computed(() => this.request()?.clusters.length ?? 0);

  /** Clusters from which the filter will be removed. */
  readonly removalCount: Signal<number> = computed(
    () => this.request()?.clusters.filter(({ desired }) => desired === 'absent').length ?? 0,
  );

  /** The ticked clusters, whose machines can be chosen. */
  readonly scope: Signal<VmScope> = computed(() => {
    const ticked = this.#clusters().filter(({ id }) => this.ticks().get(id)?.isTicked);
    const wishes = this.request()?.clusters ?? [];
    return {
      clusters: ticked.map(({ id, name }) => ({ id, name })),
      willCarryFilter: wishes
        .filter(({ desired }) => desired === 'installed')
        .map(({ clusterId }) => clusterId),
    };
  });

  constructor(inventory: Signal<Inventory | null>, start: SelectionStart) {
    this.#inventory = inventory;
    this.#contextIds = new Set(start.clusterIds);
    this.#mode = start.mode;
  }

  isContext(clusterId: string): boolean {
    return this.#contextIds.has(clusterId);
  }

  /** Ticks or unticks a cluster; nothing happens to one whose tick is fixed. */
  toggle(clusterId: string): void {
    const tick = this.ticks().get(clusterId);
    if (!tick?.canToggle) return;
    this.#ticks.update((ticks) => new Map(ticks).set(clusterId, !tick.isTicked));
  }

  /** Leaves a cluster that carries the filter as it is, or takes it in again. */
  toggleLeft(clusterId: string): void {
    const tick = this.ticks().get(clusterId);
    if (!tick?.canLeave) return;
    this.#included.update((map) => new Map(map).set(clusterId, tick.effect === 'stays'));
  }

  /** Takes the older kit for a cluster, or the fitting one again. */
  chooseKit(clusterId: string, kit: 'fitting' | 'older'): void {
    this.#olderKit.update((before) => {
      const after = new Set(before);
      if (kit === 'older') after.add(clusterId);
      else after.delete(clusterId);
      return after;
    });
  }

  #clusters(): readonly ClusterNode[] {
    return this.#inventory()?.clusters ?? [];
  }

  #wish(cluster: ClusterNode): PlanRequest['clusters'][number] | null {
    const { isTicked, effect, kit } = this.#tick(cluster);
    const clusterId = cluster.id;
    if (effect === 'remove') return { clusterId, desired: 'absent' };
    if (!isTicked || effect === 'stays' || !cluster.selectable.allowed) return null;
    return { clusterId, desired: 'installed', ...(kit === null ? {} : { flavor: kit }) };
  }

  #tick(cluster: ClusterNode): ClusterTick {
    const choice = carriesFilter(cluster.state) ? this.#carrying(cluster) : this.#bare(cluster);
    const { effect } = choice;
    const isWork = effect === 'install' || effect === 'update';
    const inventory = this.#inventory();
    const canChooseKit = isWork && inventory !== null && canTakeOlderKit(cluster, inventory);
    const kit = canChooseKit && this.#olderKit().has(cluster.id) ? 'vaio7' : null;
    return { ...choice, canChooseKit, kit };
  }

  #carrying(cluster: ClusterNode): Omit<ClusterTick, 'canChooseKit' | 'kit'> {
    const effect = effectOf(cluster);
    const canToggle = cluster.busyActivityId === null;
    if (canToggle && !this.#keeps(cluster)) {
      return { isTicked: false, canToggle, canLeave: false, effect: 'remove' };
    }
    const canLeave = cluster.selectable.allowed && effect !== 'upToDate' && effect !== 'stays';
    const stays = effect !== 'upToDate' && !(canLeave && this.#isIncluded(cluster));
    return { isTicked: true, canToggle, canLeave, effect: stays ? 'stays' : effect };
  }

  #bare(cluster: ClusterNode): Omit<ClusterTick, 'canChooseKit' | 'kit'> {
    const isTicked = cluster.selectable.allowed && this.#isChosen(cluster);
    return {
      isTicked,
      canToggle: cluster.selectable.allowed,
      canLeave: false,
      effect: isTicked ? effectOf(cluster) : 'none',
    };
  }

  #keeps({ id }: ClusterNode): boolean {
    return this.#ticks().get(id) ?? !(this.#mode === 'remove' && this.#contextIds.has(id));
  }

  #isChosen({ id }: ClusterNode): boolean {
    const isMeant = this.#mode !== 'remove' && this.#contextIds.has(id);
    return this.#ticks().get(id) ?? isMeant;
  }

  #isIncluded({ id }: ClusterNode): boolean {
    return this.#included().get(id) ?? (this.#contextIds.size === 0 || this.#contextIds.has(id));
  }
}
