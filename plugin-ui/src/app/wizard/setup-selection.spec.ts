import { signal } from '@angular/core';
import type { ClusterNode } from '@contract/cluster';
import { aCluster, aState, anInventory } from '../../testing/contract-builders';
import { SetupSelection } from './setup-selection';
import type { WizardMode } from './wizard-entry';

const bare = aCluster();
const latest = aCluster({
  id: 'domain-c9',
  state: aState({ kind: 'installed', installedHosts: 2, version: '1.2.0' }),
});
const older = aCluster({
  id: 'domain-c10',
  state: aState({ kind: 'outdated', installedHosts: 2, version: '1.1.0' }),
});
const refused = aCluster({
  id: 'domain-c11',
  selectable: { allowed: false, reason: 'Managed with a single image.' },
});

function select(
  clusters: readonly ClusterNode[],
  clusterIds: readonly string[] = [],
  mode: WizardMode = 'setup',
) {
  const inventory = signal(anInventory({ clusters: [...clusters] }));
  return new SetupSelection(inventory, { clusterIds, mode });
}

describe('the choice of clusters', () => {
  it('asks for nothing as long as no cluster is ticked', () => {
    expect(select([bare]).request()).toBeNull();
  });

  it('has the cluster ticked that the wizard was opened for', () => {
    const selection = select([bare], ['domain-c8']);

    expect(selection.ticks().get('domain-c8')?.isTicked).toBeTrue();
    expect(selection.request()).toEqual({
      clusters: [{ clusterId: 'domain-c8', desired: 'installed' }],
    });
  });

  it('follows the user', () => {
    const selection = select([bare], ['domain-c8']);

    selection.toggle('domain-c8');

    expect(selection.ticks().get('domain-c8')).toEqual({
      isTicked: false,
      canToggle: true,
      canLeave: false,
      canChooseKit: false,
      kit: null,
      effect: 'none',
    });
    expect(selection.chosenCount()).toBe(0);
  });

  it('has clusters that carry the filter ticked; unticking one means removal', () => {
    const selection = select([latest]);
    const before = selection.ticks().get('domain-c9')?.effect;

    selection.toggle('domain-c9');

    expect(before).toBe('upToDate');
    expect(selection.ticks().get('domain-c9')).toEqual(
      jasmine.objectContaining({ isTicked: false, canToggle: true, effect: 'remove' }),
    );
    expect(selection.request()).toEqual({
      clusters: [{ clusterId: 'domain-c9', desired: 'absent' }],
    });
    expect(selection.removalCount()).toBe(1);
  });

  it('keeps the filter of a cluster that is ticked again', () => {
    const selection = select([latest]);

    selection.toggle('domain-c9');
    selection.toggle('domain-c9');

    expect(selection.removalCount()).toBe(0);
    expect(selection.ticks().get('domain-c9')?.effect).toBe('upToDate');
  });

  it('has the cluster unticked when it was opened for a removal, and only that one', () => {
    const selection = select([bare, latest, older], ['domain-c9'], 'remove');

    expect(selection.request()).toEqual({
      clusters: [{ clusterId: 'domain-c9', desired: 'absent' }],
    });
  });

  it('does not offer removal from a cluster without the filter, nor sets it up then', () => {
    const selection = select([bare], ['domain-c8'], 'remove');

    expect(selection.request()).toBeNull();
  });

  it('has the cluster still ticked when it was opened for an update', () => {
    const selection = select([older], ['domain-c10'], 'update');

    expect(selection.ticks().get('domain-c10')?.effect).toBe('update');
    expect(selection.request()).toEqual({
      clusters: [{ clusterId: 'domain-c10', desired: 'installed' }],
    });
  });

  it('keeps the tick of a cluster on which something runs', () => {
    const selection = select([{ ...latest, busyActivityId: 'a' }]);

    selection.toggle('domain-c9');

    expect(selection.ticks().get('domain-c9')?.effect).toBe('upToDate');
  });

  it('can remove the filter where it could not be installed now', () => {
    const blocked = { ...older, selectable: { allowed: false, reason: 'Partner level.' } };
    const selection = select([blocked]);

    selection.toggle('domain-c10');

    expect(selection.removalCount()).toBe(1);
  });

  it('takes the older kit by hand where every host has 8.x, and the fitting one again', () => {
    const selection = select([bare], ['domain-c8']);

    selection.chooseKit('domain-c8', 'older');
    const chosen = selection.request();
    selection.chooseKit('domain-c8', 'fitting');

    expect(chosen?.clusters[0]?.flavor).toBe('vaio7');
    expect(selection.request()?.clusters[0]?.flavor).toBeUndefined();
  });

  it('offers no kit where it is taken by itself: with 7.x hosts, or nothing to install', () => {
    const mixed = { ...bare, id: 'domain-c12', esxiVersions: ['7.0.3', '8.0.2'] };
    const ticks = select([mixed, latest], ['domain-c12']).ticks();

    expect([...ticks.values()].map(({ canChooseKit }) => canChooseKit)).toEqual([false, false]);
  });

  it('never ticks a cluster that cannot be set up', () => {
    const selection = select([refused], ['domain-c11']);

    selection.toggle('domain-c11');

    expect(selection.ticks().get('domain-c11')?.isTicked).toBeFalse();
    expect(selection.request()).toBeNull();
  });

  it('updates clusters with an older filter when it was opened for none', () => {
    expect(select([older]).ticks().get('domain-c10')?.effect).toBe('update');
  });

  it('leaves other clusters with an older filter as they are when it was opened for one', () => {
    const selection = select([bare, older], ['domain-c8']);

    expect(selection.ticks().get('domain-c10')?.effect).toBe('stays');
    expect(selection.request()?.clusters.map(({ clusterId }) => clusterId)).toEqual(['domain-c8']);
  });

  it('takes such a cluster in when the user says so, and leaves it out again', () => {
    const selection = select([bare, older], ['domain-c8']);

    selection.toggleLeft('domain-c10');
    const included = selection.chosenCount();
    selection.toggleLeft('domain-c10');

    expect(included).toBe(2);
    expect(selection.chosenCount()).toBe(1);
  });

  it('leaves out a cluster that carries the filter but cannot be worked on now', () => {
    const busy = { ...older, selectable: { allowed: false, reason: 'Busy.' } };

    expect(select([busy]).request()).toBeNull();
  });

  it('repairs and completes when it was opened for such a cluster', () => {
    const partial = { ...bare, state: aState({ kind: 'partial', installedHosts: 1 }) };
    const broken = { ...bare, state: aState({ kind: 'hasIssues', installedHosts: 1 }) };

    expect(select([partial], [partial.id]).ticks().get(partial.id)?.effect).toBe('complete');
    expect(select([broken], [broken.id]).ticks().get(broken.id)?.effect).toBe('repair');
  });
});
