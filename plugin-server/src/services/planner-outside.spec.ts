import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import {
  aBundle,
  aCluster,
  aClusterFilter,
  aHost,
  aHostFilter,
} from '../../testing/inventory-builders.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import { addVms } from '../../testing/vm-world.ts';
import type { PlanRequest } from '../domain/plan.ts';
import type { PolicyWishes } from '../domain/vm-change.ts';

describe('planning policies of machines outside of clusters', () => {
  let vcenter: FakeVcenter;
  let server: ServerProcess;

  beforeEach(() => {
    const filters = [aHostFilter()];
    vcenter = new FakeVcenter({
      clusters: [aCluster(1, [aHost(1, { filters })]), aCluster(2, [aHost(2, { filters })])],
      bundles: [aBundle()],
    });
    for (const number of [1, 2])
      vcenter.world.putRecord(aCluster(number, []).ref, { filter: aClusterFilter(), issues: [] });
    addVms(vcenter.world, { count: 4 });
    for (const id of ['vm-3', 'vm-4'])
      vcenter.world.changeVm(id, { host: { type: 'HostSystem', value: 'host-99' } });
    server = new ServerProcess(vcenter);
  });
  afterEach(() => server.runner.stop());

  const planned = (ineligible: PolicyWishes['ineligible'], ...vmIds: readonly string[]) => {
    const virtualMachines = vmIds.map((vmId) => ({ vmId, desired: 'assigned' as const }));
    const request: PlanRequest = {
      clusters: [],
      policies: { virtualMachines, combine: true, ineligible },
    };
    return server.planner.plan(vcenter.user('anna'), request);
  };
  const refusal = jasmine.objectContaining({ code: 'invalidRequest' });

  it('counts those that are left out in one warning, whatever the number of clusters', async () => {
    const { clusters } = await planned('leaveOut', 'vm-1', 'vm-2', 'vm-3', 'vm-4');
    const findings = clusters.map((row) => row.findings);

    expect(clusters.map(({ action }) => action)).toEqual(['skip', 'skip']);
    expect(findings.map((rows) => rows.length)).toEqual([1, 0]);
    expect(findings[0]?.[0]).toEqual(
      jasmine.objectContaining({
        code: 'vmNotEligible',
        severity: 'warning',
        reason:
          '2 virtual machines of vc.example.com run on hosts outside of clusters, where the filter cannot be; they are left out.',
      }),
    );
  });

  it('refuses a plan that would hold nothing but these', async () => {
    await expectAsync(planned('leaveOut', 'vm-3')).toBeRejectedWith(refusal);
  });

  it('refuses them when nothing may be left out', async () => {
    await expectAsync(planned('refuse', 'vm-1', 'vm-3')).toBeRejectedWith(refusal);
  });
});
