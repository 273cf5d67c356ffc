import { aDaemon } from '../../testing/contract-builders';
import { daemonActions } from './daemon-actions';

describe('the menu of a daemon', () => {
  it('offers update and removal where the filter is outdated, removal last', () => {
    const daemon = aDaemon({ state: 'outdated', filterVersion: '1.1.0' });

    expect(daemonActions(daemon)).toEqual(['update', 'enterMaintenance', 'remove']);
  });

  it('offers repair where the filter is not in order', () => {
    expect(daemonActions(aDaemon({ state: 'failed' }))).toContain('resolve');
    expect(daemonActions(aDaemon({ state: 'installed' }))).not.toContain('resolve');
  });

  it('offers nothing while vCenter works on the host', () => {
    expect(daemonActions(aDaemon({ state: 'installing', inMaintenanceMode: true }))).toEqual([]);
  });

  it('offers the way out to a host in maintenance mode', () => {
    expect(daemonActions(aDaemon({ inMaintenanceMode: true }))).toEqual(['exitMaintenance']);
  });

  it('offers nothing for a host that stands alone, and no maintenance mode for one that is away', () => {
    expect(daemonActions(aDaemon({ clusterId: null, state: 'outdated' }))).toEqual([]);
    expect(daemonActions(aDaemon({ connectionState: 'disconnected' }))).toEqual([]);
  });
});
