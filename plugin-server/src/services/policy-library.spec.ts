import { FAKE_ROOT_FOLDER, FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost, aHostFilter } from '../../testing/inventory-builders.ts';
import { MemoryActivityStore } from '../../testing/memory-activity-store.ts';
import { MemoryAuditLog } from '../../testing/memory-audit-log.ts';
import { profiles, ruleSet, ourRule, tagRule } from '../../testing/policy-builders.ts';
import { putUnder } from '../../testing/put-under.ts';
import { sampleActivity } from '../../testing/sample-world.ts';
import { addVms } from '../../testing/vm-world.ts';
import type { Activity } from '../domain/activity.ts';
import { AuditTrail } from './audit-trail.ts';
import { PolicyLibrary } from './policy-library.ts';

const FILTER = ['samplefilter'];
const atRoot = (privilege: string) => ({ objectId: FAKE_ROOT_FOLDER.value, privilege });

describe('The storage policies of the filter', () => {
  let vcenter: FakeVcenter;
  let store: MemoryActivityStore;
  let audit: MemoryAuditLog;
  let library: PolicyLibrary;

  beforeEach(() => {
    const filters = [aHostFilter()];
    vcenter = new FakeVcenter({
      clusters: [aCluster(1, [aHost(1, { filters })])],
      bundles: [aBundle()],
    });
    addVms(vcenter.world, { count: 3, disksEach: 2 });
    const { policies } = vcenter.world;
    policies.set('own', { name: 'Filter only', filterNames: FILTER, generation: 2 });
    policies.set('both', {
      name: 'Filter and Gold',
      filterNames: FILTER,
      ruleSets: [ruleSet('one', tagRule('Tier', ['Gold']), ourRule)],
    });
    policies.set('gold', { name: 'Gold', filterNames: [], ruleSets: profiles.vsan.ruleSets });
    store = new MemoryActivityStore();
    audit = new MemoryAuditLog();
    library = new PolicyLibrary({
      vcenters: vcenter.vcenters(),
      bundles: vcenter,
      store,
      trail: new AuditTrail(audit),
      policyName: 'Filter only',
    });
  });

  const listed = (check = false) => library.list(vcenter.user('anna'), { check });
  const removed = (ids: readonly string[], user = vcenter.user('anna')) =>
    library.remove(user, ids);

  it('are listed by name, with what else they ask for; others are not', async () => {
    const { policies, defaultName } = await listed();

    expect(policies.map(({ profile, kind, isDefault }) => [profile.name, kind, isDefault])).toEqual(
      [
        ['Filter and Gold', 'combined', false],
        ['Filter only', 'filter', true],
      ],
    );
    expect(policies.map(({ otherRules }) => otherRules)).toEqual([['Tag Tier: Gold'], []]);
    expect(defaultName).toBe('Filter only');
  });

  it('tell how many machines and disks are under them, and how these comply', async () => {
    putUnder(vcenter.world, 'own', 'vm-1');
    putUnder(vcenter.world, 'own', 'vm-2', { generation: 1 });

    const own = (await listed()).policies.find(({ profile }) => profile.profileId === 'own');

    expect([own?.vms, own?.disks]).toEqual([2, 4]);
    expect([own?.compliance.compliant, own?.compliance.outOfDate]).toEqual([2, 2]);
  });

  it('ask SPBM to look anew only when that is wished', async () => {
    putUnder(vcenter.world, 'own', 'vm-1');
    await listed();
    expect(vcenter.wire.count('PbmCheckCompliance')).toBe(0);
    await listed(true);
    expect(vcenter.wire.count('PbmCheckCompliance')).toBe(1);
  });

  it('are orphaned when no host carries the filter any more', async () => {
    expect((await listed()).policies.map(({ orphaned }) => orphaned)).toEqual([false, false]);
    vcenter.world.changeHost('host-1', { filters: [] });
    expect((await listed()).policies.map(({ orphaned }) => orphaned)).toEqual([true, true]);
  });

  it('are not orphaned while the hosts that carry the filter are away', async () => {
    vcenter.world.changeHost('host-1', { filters: null, connectionState: 'disconnected' });
    vcenter.world.putRecord(aCluster(1, []).ref, {
      filter: { ...aHostFilter(), operation: 'install', vibUrl: null },
      issues: [],
    });
    expect((await listed()).policies.map(({ orphaned }) => orphaned)).toEqual([false, false]);
  });

  it('are not shown to who may not view storage policies', async () => {
    const user = vcenter.user('otto', atRoot('StorageProfile.View'));
    await expectAsync(library.list(user, { check: false })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'notPermitted' }),
    );
    expect(vcenter.wire.calls.some((call) => call.startsWith('Pbm'))).toBe(false);
  });

  it('are deleted when nothing is under them; the others say why not', async () => {
    putUnder(vcenter.world, 'own', 'vm-1');

    const outcomes = await removed(['own', 'both', 'gold', 'unknown']);

    expect(outcomes.map(({ profileId, deleted, reason }) => [profileId, deleted, reason])).toEqual([
      ['own', false, 'Virtual disks are under this policy.'],
      ['both', true, null],
      ['gold', false, 'There is no such storage policy of the filter.'],
      ['unknown', false, 'There is no such storage policy of the filter.'],
    ]);
    expect([...vcenter.world.policies.keys()]).toEqual(['own', 'gold']);
  });

  it('put their deletion into the audit log, under the account that did it', async () => {
    await removed(['both']);
    await removed(['unknown']);
    expect(audit.entries.map(({ action, outcome, account }) => [action, outcome, account])).toEqual(
      [
        ['policy.delete', 'accepted', 'VSPHERE.LOCAL\\service'],
        ['policy.delete', 'accepted', 'none'],
      ],
    );
  });

  for (const privilege of ['StorageProfile.View', 'StorageProfile.Update']) {
    it(`are not deleted for a user without ${privilege}`, async () => {
      const user = vcenter.user('otto', atRoot(privilege));
      await expectAsync(removed(['both'], user)).toBeRejectedWith(
        jasmine.objectContaining({ code: 'notPermitted' }),
      );
      expect(vcenter.world.policies.has('both')).toBe(true);
    });

    it(`are not deleted when the service account lacks ${privilege}`, async () => {
      vcenter.denyServiceAccount(atRoot(privilege));
      await expectAsync(removed(['both'])).toBeRejectedWith(
        jasmine.objectContaining({
          code: 'notPermitted',
          message: jasmine.stringContaining('VSPHERE.LOCAL\\service'),
        }),
      );
    });
  }

  it('are not deleted while an activity changes storage policies', async () => {
    store.save(changingPolicies());

    await expectAsync(removed(['both'])).toBeRejectedWith(
      jasmine.objectContaining({ code: 'clusterBusy' }),
    );
  });

  it('are not deleted when such an activity starts while the disks under them are looked for', async () => {
    const { world, wire } = vcenter;
    spyOn(store, 'unfinished').and.callFake(() =>
      wire.count('PbmQueryAssociatedEntities') > 0 ? [changingPolicies()] : [],
    );

    await expectAsync(removed(['both'])).toBeRejectedWith(
      jasmine.objectContaining({ code: 'clusterBusy' }),
    );
    expect([wire.count('PbmDelete'), world.policies.has('both')]).toEqual([0, true]);
  });
});

function changingPolicies(): Activity {
  const [cluster] = sampleActivity.clusters;
  const policies = { total: 1, succeeded: 0, failed: 0, cancelled: 0 };
  const clusters = cluster === undefined ? [] : [{ ...cluster, policies }];
  return { ...sampleActivity, clusters };
}
