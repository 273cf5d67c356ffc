import { aDisconnectedHost, aHost, aHostFilter } from '../../testing/inventory-builders.ts';
import type { HostFacts } from './inventory-facts.ts';
import { allAtGoal, cancelledHosts, outcomeOf, progressOf } from './host-progress.ts';

const wanted = { name: 'samplefilter', vendor: 'SMP', version: '1.2.0', goal: 'present' as const };
const withFilter = (number: number): HostFacts => aHost(number, { filters: [aHostFilter()] });
const issue = { host: aHost(2).ref, faultType: 'PlatformConfigFault', message: 'No space left' };

describe('the hosts of a running activity', () => {
  it('are in work until they carry the filter', () => {
    const rows = progressOf([withFilter(1), aHost(2)], wanted, 'installing');

    expect(rows.map((row) => row.state)).toEqual(['installed', 'installing']);
  });

  it('do not count as installed with an older filter', () => {
    const old = aHost(1, { filters: [aHostFilter({ version: '1.1.0-1' })] });

    expect(progressOf([old], wanted, 'installing')[0]?.state).toBe('installing');
  });

  it('do not count as installed with a filter that is out of order', () => {
    const broken = aHost(1, { filters: [aHostFilter({ available: false })] });

    expect(progressOf([broken], wanted, 'installing')[0]?.state).toBe('installing');
  });

  it('are pending while they are away', () => {
    const [row] = progressOf([aDisconnectedHost(1)], wanted, 'installing');

    expect(row?.state).toBe('pending');
    expect(row?.message).toContain('disconnected');
  });

  it('all carry the filter when those that are connected do', () => {
    expect(allAtGoal([withFilter(1), aDisconnectedHost(2)], wanted)).toBe(true);
    expect(allAtGoal([withFilter(1), aHost(2)], wanted)).toBe(false);
  });

  it('do not carry the filter when none can be asked', () => {
    expect(allAtGoal([aDisconnectedHost(1)], wanted)).toBe(false);
  });
});

describe('the hosts of an activity that failed', () => {
  it('have failed with the words of their issue and the raw fault', () => {
    const [, row] = outcomeOf([withFilter(1), aHost(2)], wanted, [issue]);

    expect(row?.state).toBe('failed');
    expect(row?.message).toContain('No space left.');
    expect(row?.rawFault).toBe('PlatformConfigFault: No space left');
  });

  it('have failed without a reason when vCenter gave none', () => {
    const [row] = outcomeOf([aHost(1)], wanted, []);

    expect(row?.state).toBe('failed');
    expect(row?.message).toContain('vCenter gave no reason');
  });

  it('stay installed when they carry the filter', () => {
    expect(outcomeOf([withFilter(1)], wanted, [])[0]?.state).toBe('installed');
  });

  it('stay pending when they are away, with what vCenter says of them', () => {
    const away = { host: aHost(1).ref, faultType: 'HostNotConnected', message: 'Not connected.' };

    const [row] = outcomeOf([aDisconnectedHost(1)], wanted, [away]);

    expect([row?.state, row?.rawFault]).toEqual(['pending', 'HostNotConnected: Not connected.']);
  });
});

describe('the hosts of an update', () => {
  const old = aHost(1, { filters: [aHostFilter({ version: '1.1.0-1OEM.800' })] });

  it('say which version they still have', () => {
    const [row] = progressOf([old], wanted, 'updating');

    expect([row?.state, row?.message]).toEqual(['updating', 'Version 1.1.0 is still on the host.']);
  });

  it('say when the old version is gone and the new one comes', () => {
    const [row] = progressOf([aHost(1)], wanted, 'updating');

    expect(row?.state).toBe('installing');
    expect(row?.message).toContain('The old version is removed');
  });

  it('are done with the new version', () => {
    expect(progressOf([withFilter(1)], wanted, 'updating')[0]?.state).toBe('installed');
  });
});

describe('the hosts of a removal', () => {
  const unwanted = { ...wanted, goal: 'absent' as const };

  it('are in work as long as they have the filter, whatever its version', () => {
    const old = aHost(3, { filters: [aHostFilter({ version: '1.1.0' })] });
    const rows = progressOf([withFilter(1), aHost(2), old], unwanted, 'removing');

    expect(rows.map((row) => row.state)).toEqual(['removing', 'removed', 'removing']);
  });

  it('have failed when the filter is still there after the end', () => {
    const [row] = outcomeOf([withFilter(1)], unwanted, []);

    expect(row?.state).toBe('failed');
    expect(row?.message).toContain('still on this host');
  });

  it('are all done when those that are connected are without it', () => {
    expect(allAtGoal([aHost(1), aDisconnectedHost(2)], unwanted)).toBeTrue();
    expect(allAtGoal([aHost(1), withFilter(2)], unwanted)).toBeFalse();
  });
});

describe('a host that nobody could empty', () => {
  const inNeed = { ...issue, faultType: 'VibCannotPutHostInMaintenanceMode' };

  it('waits for maintenance mode', () => {
    expect(outcomeOf([aHost(2)], wanted, [inNeed])[0]?.state).toBe('needsMaintenanceMode');
  });

  it('has failed when it is in maintenance mode already', () => {
    const host = aHost(2, { inMaintenanceMode: true });

    expect(outcomeOf([host], wanted, [inNeed])[0]?.state).toBe('failed');
  });
});

describe('the hosts of what was cancelled', () => {
  it('keep what they have got, and say that the others were not reached', () => {
    const rows = cancelledHosts([withFilter(1), aHost(2)], wanted);

    expect(rows.map((row) => row.state)).toEqual(['installed', 'waiting']);
    expect(rows[1]?.message).toContain('Cancelled');
  });
});
