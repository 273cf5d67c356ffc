import type { Signal } from '@angular/core';
import { computed, signal } from '@angular/core';
import type { ClusterNode, Inventory } from '@contract/cluster';
import type { PlanRequest } from '@contract/plan';
import { carriesFilter } from '../shared/cluster-status';
import type { ClusterEffect } from './cluster-effect';
import { effectOf } from './cluster-effect';

/** A cluster's tick in the wizard's tree. */
export interface ClusterTick {
  readonly isTicked: boolean;
  /** Whether the user may change it. */
  readonly canToggle: boolean;
  /** Whether a cluster that carries the filter can be left out of what Finish does, or taken in again. */
  readonly canLeave: boolean;
  readonly effect: ClusterEffect;
}

/**
 * Which clusters the wizard is about. A tick means: this cluster shall carry the filter. Those that carry it are ticked, and stay
 * so, because unticking will mean removal. When the wizard was opened for certain clusters, other clusters that carry an older or
 * broken filter are left as they are unless the user takes them in: who sets up one cluster does not expect another to change.
 */
export class SetupSelection {
  readonly #inventory: Signal<Inventory | null>;
  readonly #contextIds: ReadonlySet<string>;
  /** What the user decided, over the default of each cluster. */
  readonly #ticks = signal<ReadonlyMap<string, boolean>>(new Map());
  readonly #included = signal<ReadonlyMap<string, boolean>>(new Map());

  readonly ticks: Signal<ReadonlyMap<string, ClusterTick>> = computed(
    () => new Map(this.#clusters().map((cluster) => [cluster.id, this.#tick(cluster)])),
  );

  /** The plan to ask for; null when no cluster is concerned. */
  readonly request: Signal<PlanRequest | null> = computed(() => {
    const clusters = this.#clusters()
      .filter((cluster) => this.#isConcerned(cluster))
      .map(({ id }) => ({ clusterId: id, desired: 'installed' as const }));
    return clusters.length === 0 ? null : { clusters };
  });

  /** Clusters that Finish would do something to or look at. */
  readonly chosenCount: Signal<number> = computed(() => this.request()?.clusters.length ?? 0);

  constructor(inventory: Signal<Inventory | null>, contextIds: readonly string[]) {
    this.#inventory = inventory;
    this.#contextIds = new Set(contextIds);
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

  #clusters(): readonly ClusterNode[] {
    return this.#inventory()?.clusters ?? [];
  }

  #tick(cluster: ClusterNode): ClusterTick {
    const effect = effectOf(cluster);
    if (carriesFilter(cluster.state)) {
      const canLeave = cluster.selectable.allowed && effect !== 'upToDate' && effect !== 'stays';
      const stays = effect !== 'upToDate' && !(canLeave && this.#isIncluded(cluster));
      return { isTicked: true, canToggle: false, canLeave, effect: stays ? 'stays' : effect };
    }
    const isTicked = cluster.selectable.allowed && this.#isChosen(cluster);
    return {
      isTicked,
      canToggle: cluster.selectable.allowed,
      canLeave: false,
      effect: isTicked ? effect : 'none',
    };
  }

  #isConcerned(cluster: ClusterNode): boolean {
    const { isTicked, effect } = this.#tick(cluster);
    return isTicked && effect !== 'stays' && cluster.selectable.allowed;
  }

  #isChosen({ id }: ClusterNode): boolean {
    return this.#ticks().get(id) ?? this.#contextIds.has(id);
  }

  #isIncluded({ id }: ClusterNode): boolean {
    return this.#included().get(id) ?? (this.#contextIds.size === 0 || this.#contextIds.has(id));
  }
}
