import { signal } from '@angular/core';
import type { ClusterNode } from '@contract/cluster';
import { aCluster, aState, anInventory } from '../../testing/contract-builders';
import { SetupSelection } from './setup-selection';

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

function select(clusters: readonly ClusterNode[], context: readonly string[] = []) {
  return new SetupSelection(signal(anInventory({ clusters: [...clusters] })), context);
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
      effect: 'none',
    });
    expect(selection.chosenCount()).toBe(0);
  });

  it('has clusters that carry the filter ticked, and keeps them so', () => {
    const selection = select([latest]);

    selection.toggle('domain-c9');

    expect(selection.ticks().get('domain-c9')).toEqual({
      isTicked: true,
      canToggle: false,
      canLeave: false,
      effect: 'upToDate',
    });
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
