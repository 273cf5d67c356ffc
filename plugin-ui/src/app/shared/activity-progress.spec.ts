import { aClusterActivity, aHostProgress, anActivity } from '../../testing/contract-builders';
import { AppTesting } from '../../testing/provide-app-testing';
import { until } from '../../testing/until';
import { ViewHarness } from '../../testing/view-harness';
import { ActivityProgress } from './activity-progress';

const since = '2026-01-15T10:00:00.000Z';

describe('the progress of an activity', () => {
  beforeEach(() => {
    new AppTesting();
  });

  function show(part: Partial<Parameters<typeof aClusterActivity>[0]>, canAct = true) {
    const activity = anActivity({ clusters: [aClusterActivity(part)] });
    return new ViewHarness(ActivityProgress, { activity, canAct });
  }

  it('counts down to the next try', async () => {
    const view = show({
      state: 'waiting',
      attempt: 2,
      waiting: {
        for: 'retry',
        since,
        until: new Date(Date.now() + 50_000).toISOString(),
        detail: 'The host did not answer.',
        hostIds: [],
      },
    });
    const before = view.text('[role=timer]');
    await until('a tick', () => view.text('[role=timer]') !== before);

    expect(before).toMatch(/^(50|49) s$/);
    expect(view.text()).toContain('Try 3 of 4 in');
    expect(view.text('[data-attempt]')).toBe('Try 2 of 4');
    expect(view.text()).toContain('The host did not answer.');
  });

  it('says which hosts need maintenance mode and offers to enter it', async () => {
    const view = show({
      state: 'waiting',
      waiting: {
        for: 'maintenanceMode',
        since,
        until: null,
        detail: 'One host has to be emptied.',
        hostIds: ['host-12'],
      },
    });
    let wanted = 0;
    view.fixture.componentInstance.maintenanceWanted.subscribe(() => (wanted += 1));
    await view.press('Enter maintenance mode and continue');

    expect(view.text('[data-waiting]')).toContain('Hosts: esx-02.lab.example');
    expect(wanted).toBe(1);
  });

  it('offers maintenance mode to nobody while a host is on its way, and tells no one to start again', () => {
    const view = show({
      state: 'waiting',
      waiting: { for: 'maintenanceMode', since, until: null, detail: '', hostIds: ['host-12'] },
      hosts: [aHostProgress({ hostId: 'host-12', state: 'enteringMaintenanceMode' })],
      problem: {
        code: 'hostsFailed',
        title: 'vCenter could not finish on every host',
        detail: 'One host failed.',
        remedy: 'Mend what it names and start again.',
        rawFault: null,
      },
    });

    expect(view.text()).toContain('vCenter could not finish on every host');
    expect(view.text()).not.toContain('start again');
    expect(view.text()).not.toContain('Enter maintenance mode and continue');
  });

  it('says that vCenter is away', () => {
    const waiting = { for: 'vcenter' as const, since, until: null, detail: '', hostIds: [] };

    expect(show({ state: 'waiting', waiting }).text()).toContain('Waits for vCenter');
  });

  it('shows both phases of an update on each host', () => {
    const hosts = [
      aHostProgress({ state: 'updating' }),
      aHostProgress({ hostId: 'host-12', hostName: 'esx-02', state: 'installing' }),
    ];
    const view = show({ action: 'update', hosts });

    expect(view.text('li[data-host="esx-01.lab.example"]')).toContain('Old filter: being removed');
    expect(view.text('li[data-host="esx-02"]')).toContain('Old filter: removed');
    expect(view.text('li[data-host="esx-02"]')).toContain('New filter: being installed');
  });

  it('warns as the watchdog does', () => {
    expect(show({ watch: ['Two hosts enter maintenance mode.'] }).text('.watch')).toBe(
      'Two hosts enter maintenance mode.',
    );
  });

  it('cancels until that has been asked for', async () => {
    const view = show({});
    const asked: string[] = [];
    view.fixture.componentInstance.cancelWanted.subscribe((part) => asked.push(part.clusterName));
    await view.press('Cancel…');

    expect(asked).toEqual(['Production']);
    expect(show({ cancelRequested: true }).text()).toContain('Cancelling has been asked for');
    expect(show({ cancelRequested: true }).hasButton('Cancel…')).toBeFalse();
    expect(show({ state: 'succeeded' }).hasButton('Cancel…')).toBeFalse();
  });

  it('only shows where nobody can act', () => {
    expect(show({}, false).hasButton('Cancel…')).toBeFalse();
  });

  it('tells how far the machines are', () => {
    const policies = { total: 40, succeeded: 12, failed: 1, cancelled: 0 };
    const view = show({ policies });

    expect(view.text('[data-machines]')).toBe(
      'Storage policies: 12 of 40 virtual machines changed, 1 failed',
    );
    expect(view.text('.note')).toBe('0 of 2 hosts done');
  });

  it('is about machines alone where the filter stays as it is', () => {
    const policies = { total: 40, succeeded: 9, failed: 1, cancelled: 0 };
    const view = show({ action: 'skip', progress: null, policies });

    expect(view.text('.heading')).toContain('Storage policies');
    expect(view.text('.note')).toBe('10 of 40 done');
    expect(view.find('progress')?.getAttribute('value')).toBe('25');
    expect(view.find('ul.hosts li')).toBeNull();
  });

  it('gives each job that stands in the way a line', () => {
    const problem = {
      code: 'replicationJobs',
      title: 'Jobs use the filter',
      detail: 'Replication job Gold (db-01); Failover job Silver.',
      remedy: 'Delete them.',
      rawFault: null,
    };
    const view = show({ state: 'failed', problem });

    expect(view.all('.points li').map((line) => line.textContent.trim())).toEqual([
      'Replication job Gold (db-01)',
      'Failover job Silver',
    ]);
  });
});
