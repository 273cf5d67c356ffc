import { aCluster, aHost, aHostFilter } from '../../testing/inventory-builders.ts';
import type { ClusterStateKind } from './cluster-state.ts';
import type { VmFacts } from './inventory-facts.ts';
import { clusterProtectable, vmProtectable } from './protectable.ts';

const cluster = aCluster(1, [aHost(1), aHost(2)]);

describe('the VMs of a cluster can be replicated from it', () => {
  const rows: readonly (readonly [ClusterStateKind, RegExp | null])[] = [
    ['installed', null],
    ['outdated', null],
    ['partial', /1 of the 2 hosts/],
    ['hasIssues', /has issues/],
    ['notInstalled', /does not carry/],
    ['unsupported', /cannot carry/],
  ];
  for (const [kind, reason] of rows)
    it(`${reason === null ? '' : 'not '}when its state is ${kind}`, () => {
      const permission = clusterProtectable(cluster, {
        kind,
        filterName: null,
        version: null,
        latestVersion: null,
        installedHosts: 1,
        totalHosts: 2,
      });

      expect(permission.allowed).toBe(reason === null);
      expect(permission.reason ?? '').toMatch(reason ?? /^$/);
    });
});

describe('a VM can be replicated', () => {
  const vm: VmFacts = {
    ref: { type: 'VirtualMachine', value: 'vm-1' },
    name: 'web-1',
    host: aHost(1).ref,
    powerState: 'poweredOn',
    template: false,
  };
  const filter = aHostFilter();
  const host = aHost(1, { filters: [filter] });

  it('when its host carries the filter in working order', () => {
    expect(vmProtectable(vm, host, filter)).toEqual({ allowed: true, reason: null });
  });

  const refusals = [
    ['when it is a template', vmProtectable({ ...vm, template: true }, host, filter), /template/],
    ['when its host is unknown', vmProtectable(vm, null, null), /not known/],
    [
      'when its host is away',
      vmProtectable(vm, aHost(1, { filters: null }), null),
      /not connected/,
    ],
    ['when its host lacks the filter', vmProtectable(vm, aHost(1), null), /does not carry/],
    [
      'when the filter is out of order',
      vmProtectable(vm, host, aHostFilter({ available: false })),
      /working order/,
    ],
  ] as const;
  for (const [situation, permission, reason] of refusals)
    it(`not ${situation}`, () => {
      expect(permission.allowed).toBe(false);
      expect(permission.reason ?? '').toMatch(reason);
    });
});
