import { aState } from '../../testing/contract-builders';
import { carriesFilter, clusterStatus, hostCountText } from './cluster-status';

describe('the state of a cluster', () => {
  it('warns when the filter is older than the latest one', () => {
    expect(clusterStatus(aState({ kind: 'outdated' }))).toEqual({
      text: 'Update available',
      tone: 'warning',
    });
  });

  it('counts the hosts that have the filter', () => {
    expect(hostCountText(aState({ installedHosts: 3, totalHosts: 4 }))).toBe('3 of 4 hosts');
  });

  it('carries the filter as soon as one host has it, supported or not', () => {
    expect(carriesFilter(aState({ kind: 'partial', installedHosts: 1 }))).toBeTrue();
    expect(carriesFilter(aState({ kind: 'unsupported', installedHosts: 1 }))).toBeTrue();
    expect(carriesFilter(aState({ kind: 'unsupported' }))).toBeFalse();
    expect(carriesFilter(aState())).toBeFalse();
  });
});
