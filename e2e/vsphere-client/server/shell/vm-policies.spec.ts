import { demoScenario } from '../../../vcenter/scenario/demo-scenario.ts';
import type { ContentBed } from '../../../vcenter/testing/content-bed.ts';
import { contentBed } from '../../../vcenter/testing/content-bed.ts';
import { InventoryReader } from './inventory-reader.ts';
import { MethodCaller } from './method-caller.ts';
import { vmPolicyPages } from './vm-policies.ts';

describe('the Policies page of a virtual machine', () => {
  let bed: ContentBed;
  beforeEach(() => {
    bed = contentBed(demoScenario());
  });
  afterEach(() => bed.close());

  const pages = (name: string, ...privileges: string[]) =>
    vmPolicyPages(
      bed.named('VirtualMachine', name),
      new MethodCaller(bed.vcenter, bed.as(...privileges)),
    );

  it('shows the policy, the compliance and the filters of each disk', async () => {
    const [page] = await pages('fin-web-01', 'StorageProfile.View');
    const [plain] = await pages('fin-app-01', 'StorageProfile.View');
    const facts = page?.cards[0]?.facts.map(({ label, value }) => `${label}: ${value}`);

    expect(page?.title).toBe('Policies');
    expect(page?.cards.map(({ title }) => title)).toEqual(['Hard disk 1']);
    expect(facts).toEqual([
      'VM Storage Policy: Real-Time Replication I/O Filter policy',
      'Compliance Status: Compliant',
      'I/O Filters: RTR_rtrfilter_1.2.0',
    ]);
    expect(plain?.cards[1]?.facts.map(({ value }) => value)).toEqual([
      'Datastore Default',
      'Not Applicable',
      'None',
    ]);
  });

  it('is not there for users who may not view storage policies', async () => {
    expect(await pages('fin-web-01')).toEqual([]);
  });

  it('stands on a page whose path leads through the cluster, also for a template in a folder', () => {
    const reader = new InventoryReader(bed.vcenter, bed.as().userName);
    const template = bed.named('VirtualMachine', 'prod-template-app');

    expect(reader.path(template).map(({ name }) => name)).toContain('Production');
  });
});
