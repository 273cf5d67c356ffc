import { aBundle, aClusterPlan, aFinding, aPlan } from '../../testing/contract-builders';
import { planChanges } from './plan-changes';

describe('what moved between two plans', () => {
  const before = aPlan();

  it('is nothing when they say the same', () => {
    expect(planChanges(before, aPlan({ hash: 'b'.repeat(64) }))).toEqual([]);
  });

  it('names another action', () => {
    const now = aPlan({ clusters: [aClusterPlan({ action: 'skip' })] });

    expect(planChanges(before, now)).toEqual(['Production: “Install” has become “Nothing to do”.']);
  });

  it('names hosts that came and went', () => {
    const hosts = [
      { id: 'host-11', name: 'esx-01.lab.example' },
      { id: 'host-13', name: 'esx-03.lab.example' },
    ];

    expect(planChanges(before, aPlan({ clusters: [aClusterPlan({ hosts })] }))).toEqual([
      'Production: host esx-03.lab.example has joined.',
      'Production: host esx-02.lab.example has left.',
    ]);
  });

  it('names findings that are new or solved', () => {
    const found = aPlan({ clusters: [aClusterPlan({ findings: [aFinding()] })] });

    expect(planChanges(before, found)[0]).toContain('New for esx-01.lab.example');
    expect(planChanges(found, before)[0]).toContain('Solved for esx-01.lab.example');
  });

  it('names another bundle and clusters that came or went', () => {
    const other = aClusterPlan({ clusterId: 'domain-c9', clusterName: 'Analytics' });
    const now = aPlan({
      clusters: [aClusterPlan({ bundle: aBundle({ version: '1.3.0' }) }), other],
    });

    expect(planChanges(before, now)).toEqual([
      'Production: the bundle is now 1.3.0.',
      'Analytics has been added.',
    ]);
    expect(planChanges(now, aPlan({ clusters: [other] }))).toEqual([
      'Production is no longer there.',
    ]);
  });
});
