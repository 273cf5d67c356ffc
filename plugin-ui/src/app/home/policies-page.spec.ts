import { aClusterActivity, activityId, anActivity, vcGuid } from '../../testing/contract-builders';
import { chooseInRowMenu } from '../../testing/choose-in-row-menu';
import { aProblem } from '../../testing/fake-plugin-server';
import { AppTesting } from '../../testing/provide-app-testing';
import { until } from '../../testing/until';
import { ViewHarness } from '../../testing/view-harness';
import {
  aRestorePoint,
  aStoragePolicy,
  aVmPage,
  aVmRow,
  aVmSelection,
  anUnusedPolicy,
} from '../../testing/vm-builders';
import { HomeVcenter } from './home-vcenter';
import { PolicyDetails } from './policy-details';
import { PolicyInventory } from './policy-inventory';
import { RestorePointList } from './restore-point-list';

const combined = aStoragePolicy({
  profileId: 'profile-2',
  name: 'Gold + I/O Filter',
  kind: 'combined',
  isDefault: false,
  otherRules: ['Tag Storage tier: Gold'],
  compliance: { compliant: 1, nonCompliant: 2, outOfDate: 2, notApplicable: 0, unknown: 0 },
});

describe('the storage policies of the filter', () => {
  let app: AppTesting;
  let page: ViewHarness<PolicyInventory>;

  beforeEach(() => {
    app = new AppTesting(HomeVcenter);
    serve([aStoragePolicy(), combined]);
  });

  function serve(policies: readonly ReturnType<typeof aStoragePolicy>[]): void {
    const defaultName = 'Real-Time Replication I/O Filter';
    app.server.answer('GET', '/policies', () => ({ policies, defaultName }));
  }

  async function open(seen: string): Promise<void> {
    page = new ViewHarness(PolicyInventory);
    await page.sees(seen);
  }

  it('are listed with their rules, users and compliance in words', async () => {
    await open('Gold + I/O Filter');
    const row = page.text('[data-policy="Gold + I/O Filter"]');

    expect(row).toContain('3 virtual machines, 5 disks');
    expect(row).toContain('2 not compliant');
    expect(row).toContain('Tag Storage tier: Gold');
    expect(page.all('[data-compliance]').map((chip) => chip.dataset['compliance'])).toContain(
      'outOfDate',
    );
    expect(page.text('[data-policy="Real-Time Replication I/O Filter"]')).toContain('Default');
  });

  it('are checked on demand', async () => {
    await open('Gold + I/O Filter');
    await page.press('Check now');
    await page.sees('Checked just now.');
    const [first, second] = app.server.requestsTo('GET', '/policies');

    expect(first?.params.get('check')).toBeNull();
    expect(second?.params.get('check')).toBe('true');
  });

  it('that are out of date are applied once more, after a look at what that does', async () => {
    await open('2 disks do not have the newest version of their policy yet.');
    serve([combined]);
    await page.press('Refresh');
    await page.seesNoMore('Default');
    await chooseInRowMenu(page, 'Re-apply…');

    expect(app.sdk.opened[0]?.url).toBe('index.html#/vm-policies');
    expect(app.sdk.opened[0]?.customData).toEqual({
      vcGuid,
      mode: 'reapply',
      profileId: 'profile-2',
    });
  });

  it('that are left over are warned of, and deleted after a question', async () => {
    serve([anUnusedPolicy({ name: 'Old', orphaned: true })]);
    app.server.answer('POST', '/policies/delete', () => ({
      outcomes: [
        { profileId: 'profile-1', name: 'Old', deleted: true, reason: null, rawFault: null },
      ],
    }));
    await open('“Old” is left over: no cluster carries the I/O Filter any more');
    await page.press('Delete those that nobody uses…');
    await page.sees('A policy that a disk is under is not deleted.');

    expect(app.server.requestsTo('POST', '/policies/delete')).toEqual([]);

    serve([]);
    await page.press('Delete');
    await page.sees('The storage policy has been deleted.');
    await page.sees('No storage policy uses the I/O Filter');

    expect(app.server.requestsTo('POST', '/policies/delete')[0]?.body).toEqual({
      profileIds: ['profile-1'],
    });
  });

  it('that are left over and in use are removed from their machines in the dialog', async () => {
    serve([aStoragePolicy({ orphaned: true })]);
    app.server.answer('POST', '/vms/selection', () =>
      aVmSelection([aVmRow(), aVmRow({ id: 'vm-2' })]),
    );
    await open('the menu of its row removes it from its virtual machines');
    await chooseInRowMenu(page, 'Remove from virtual machines…');
    await until('the dialog', () => app.sdk.opened.length === 1);

    expect(app.server.requestsTo('POST', '/vms/selection')[0]?.body).toEqual({
      filter: { profileId: 'profile-1', desired: 'unassigned' },
      ineligible: 'include',
    });
    expect(app.sdk.opened[0]?.customData).toEqual({
      vcGuid,
      mode: 'remove',
      machines: [
        { vmId: 'vm-1', diskKeys: null },
        { vmId: 'vm-2', diskKeys: null },
      ],
    });

    serve([anUnusedPolicy({ name: 'Old', orphaned: true })]);
    app.sdk.opened[0]?.onClosed?.();
    await page.sees('Delete those that nobody uses…');
  });

  it('that vCenter keeps are named with the reason', async () => {
    serve([anUnusedPolicy()]);
    app.server.answer('POST', '/policies/delete', () => ({
      outcomes: [
        {
          profileId: 'profile-1',
          name: 'Real-Time Replication I/O Filter',
          deleted: false,
          reason: 'A disk is under it again.',
          rawFault: '<PbmResourceInUse/>',
        },
      ],
    }));
    await open('Nobody');
    await chooseInRowMenu(page, 'Delete…');
    await page.press('Delete');
    await page.sees('A disk is under it again.');
    await page.press('Show fault');

    expect(page.text('pre')).toBe('<PbmResourceInUse/>');
    expect(page.text()).not.toContain('has been deleted');
  });

  it('cannot be shown without the right to view them', async () => {
    app.server.answer('GET', '/policies', () => aProblem());
    await open('You lack a privilege.');

    expect(page.hasButton('Try again')).toBeTrue();
  });
});

describe('the details of a storage policy', () => {
  it('lead to its machines, and count those that are not shown', async () => {
    const app = new AppTesting();
    app.server.answer('POST', '/vms/query', () => aVmPage([aVmRow()]));
    const view = new ViewHarness(PolicyDetails, { policy: aStoragePolicy(), vcGuid });
    await view.sees('2 more virtual machines are not shown');
    view.find('[data-vm="db-01"] button')?.click();

    expect(app.server.requestsTo('POST', '/vms/query')[0]?.body).toEqual({
      filter: { profileId: 'profile-1' },
      limit: 20,
    });
    expect(app.sdk.clientViews).toEqual([
      { targetViewId: 'vm.summary', objectId: `urn:vmomi:VirtualMachine:vm-1:${vcGuid}` },
    ]);
  });
});

describe('the restore points', () => {
  let app: AppTesting;

  beforeEach(() => {
    app = new AppTesting(HomeVcenter);
    const restorePoints = [
      aRestorePoint(),
      aRestorePoint({ clusterId: 'domain-c9', clusterName: 'Analytics', differs: 0 }),
    ];
    app.server.answer('GET', '/restore-points', () => ({ restorePoints }));
  });

  it('say what is different now, and are put back after a look at what that does', async () => {
    const list = new ViewHarness(RestorePointList);
    await list.sees('Remove I/O Filter from Production');

    expect(list.text('[data-cluster=Production]')).toContain('4 disks');
    expect(list.text('[data-cluster=Analytics]')).toContain('Nothing');
    expect(list.find('[data-cluster=Analytics] button')).toBeNull();

    await list.press('Restore…');

    expect(app.sdk.opened[0]?.customData).toEqual({
      vcGuid,
      mode: 'restore',
      activityId,
      clusterIds: ['domain-c8'],
    });
  });

  it('are read anew when an activity has changed policies', async () => {
    const running = aClusterActivity({
      action: 'skip',
      policies: { total: 1, succeeded: 0, failed: 0, cancelled: 0 },
    });
    app.server.answer('GET', '/activities', () => ({
      activities: [anActivity({ clusters: [running] })],
    }));
    const list = new ViewHarness(RestorePointList);
    await list.sees('Production');
    await until('the event stream', () => app.events.requests.length > 0);
    const ended = { ...running, state: 'succeeded' as const };
    app.events.send(anActivity({ state: 'succeeded', revision: 2, clusters: [ended] }));

    await until(
      'a second request',
      () => app.server.requestsTo('GET', '/restore-points').length === 2,
    );

    expect(list.text()).toContain('Production');
  });

  it('are none at first', async () => {
    app.server.answer('GET', '/restore-points', () => ({ restorePoints: [] }));
    const list = new ViewHarness(RestorePointList);
    await list.sees('Nothing has been recorded yet');

    expect(list.find('clr-datagrid')).toBeNull();
  });
});
