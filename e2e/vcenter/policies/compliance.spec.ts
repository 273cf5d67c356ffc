import type { DataObject } from '../core/managed-object.ts';
import { disksOf } from '../inventory/vm-state.ts';
import { demoScenario } from '../scenario/demo-scenario.ts';
import type { ContentBed } from '../testing/content-bed.ts';
import { contentBed } from '../testing/content-bed.ts';
import { ENCRYPTION_COMPONENT } from './built-in-profiles.ts';
import { complianceOf } from './compliance.ts';
import { findEntity } from './entities.ts';

describe('compliance with a policy that refers to a component', () => {
  let bed: ContentBed;
  beforeEach(() => {
    bed = contentBed(demoScenario());
  });
  afterEach(() => bed.close());

  it('is out of date after the component changed, until the policy is applied again', async () => {
    const { policies } = bed.content;
    const { ref } = bed.named('VirtualMachine', 'prod-dc-01');
    const given = { objectType: 'virtualDiskId', key: `${ref.value}:2000` };
    const status = (): unknown =>
      complianceOf(policies, findEntity(policies, given), 'check')[0]?.['complianceStatus'];
    const before = status();
    const component = policies.profiles.get(ENCRYPTION_COMPONENT, 'id');
    policies.profiles.update(component, { constraints: component.constraints }, 'admin');

    expect([before, status()]).toEqual(['compliant', 'outOfDate']);

    const profileId = policies.profiles.byName('VM Encryption Policy')?.profileId.uniqueId;
    const profile = [{ $type: 'VirtualMachineDefinedProfileSpec', profileId }];
    const device = disksOf(bed.vcenter.registry, ref)[0] as DataObject;
    const deviceChange = [{ operation: 'edit', device, profile }];
    const args = { spec: { deviceChange, vmProfile: [] } };
    const session = bed.as('VirtualMachine.Config.EditDevice');
    await bed.finished(bed.call(session, ref, 'ReconfigVM_Task', args));

    expect(status()).toBe('compliant');
  });
});
