import type { Ref } from '../core/managed-object.ts';
import { textAt, type SoapClient } from '../testing/soap-client.ts';
import { VcenterBed } from '../testing/vcenter-bed.ts';
import type { XmlElement } from '../wire/xml-tree.ts';

describe('faults of single machines', () => {
  let bed: VcenterBed;
  let client: SoapClient;
  beforeEach(async () => {
    bed = await VcenterBed.start();
    client = await bed.login();
  });
  afterEach(() => bed.close());

  /** The fault of the call, or else the state and fault in which its task ended. */
  const reconfigure = async (name: string): Promise<string | undefined> => {
    const started = await client.call('ReconfigVM_Task', bed.named(name), '<spec/>');
    if (started.fault !== undefined) return started.fault;
    const task: Ref = { type: 'Task', value: started.text };
    for (;;) {
      const { results } = await client.call('Fetch', task, '<prop>info</prop>');
      const info = results[0] as XmlElement;
      const error = info.children.find(({ local }) => local === 'error');
      if (error !== undefined) {
        return error.children.find(({ local }) => local === 'fault')?.xsiType?.local;
      }
      if (textAt(info, 'state') === 'success') return 'success';
    }
  };

  it('are given by name, and strike in the call', async () => {
    bed.running.control.addFault({
      method: 'ReconfigVM_Task',
      object: 'Alpha-vm-1',
      times: 1,
      fault: { type: 'InvalidState' },
    });

    expect(await reconfigure('Alpha-vm-2')).toBe('success');
    expect(await reconfigure('Alpha-vm-1')).toBe('InvalidState');
    expect(await reconfigure('Alpha-vm-1')).toBe('success');
  });

  it('strike in the task when they are meant for it', async () => {
    const { control } = bed.running;
    const rule = control.addFault({
      object: 'Alpha-vm-1',
      where: 'task',
      fault: { type: 'ConcurrentAccess' },
    });
    const version = (): unknown => {
      const { properties } = bed.running.vcenter.registry.get(bed.named('Alpha-vm-1'));
      return (properties['config'] as { changeVersion: string }).changeVersion;
    };
    const before = version();

    expect(await reconfigure('Alpha-vm-1')).toBe('ConcurrentAccess');
    expect(version()).toBe(before);
    expect(await reconfigure('Beta-vm-1')).toBe('success');
    expect(control.faults()[0]).toEqual(jasmine.objectContaining({ id: rule.id, hits: 1 }));
  });
});
