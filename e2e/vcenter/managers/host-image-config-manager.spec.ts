import type { DataObject, Ref } from '../core/managed-object.ts';
import { VimFault } from '../core/vim-fault.ts';
import { hostManager } from '../inventory/host-content.ts';
import { demoRoles, demoUsers } from '../scenario/demo-roles.ts';
import { demoScenario } from '../scenario/demo-scenario.ts';
import { parseScenario } from '../scenario/scenario-schema.ts';
import type { ContentBed } from '../testing/content-bed.ts';
import { contentBed } from '../testing/content-bed.ts';

describe('HostImageConfigManager', () => {
  let bed: ContentBed;

  beforeEach(() => {
    bed = contentBed(demoScenario());
  });

  afterEach(() => bed.close());

  const manager = (name: string): Ref =>
    hostManager(bed.named('HostSystem', `esx-${name}.example.com`).ref, 'imageConfigManager');
  const run = (name: string, method: string, args?: Record<string, unknown>): unknown =>
    bed.call(bed.as('Host.Config.Image', 'System.Read'), manager(name), method, args);
  const level = (name: string): unknown => run(name, 'HostImageConfigGetAcceptance');
  const setLevel = (name: string, newAcceptanceLevel: string): unknown =>
    run(name, 'UpdateHostImageAcceptanceLevel', { newAcceptanceLevel });

  it('is numbered like its host and guarded by it', () => {
    const { ref } = bed.named('HostSystem', 'esx-prod-01.example.com');

    expect(manager('prod-01').value).toBe(ref.value.replace('host-', 'imageConfigManager-'));
    expect(bed.vcenter.registry.get(manager('prod-01')).guardedBy).toEqual(ref);
  });

  it('tells and changes the acceptance level', () => {
    expect(level('partner-02')).toBe('partner');

    setLevel('partner-02', 'community');

    expect(level('partner-02')).toBe('community');
    expect(bed.eventIds()).toEqual(['esx.audit.esximage.hostacceptance.changed']);
  });

  it('refuses a level that does not exist', () => {
    expect(() => setLevel('prod-01', 'anything')).toThrowMatching(
      (fault: VimFault) => fault.type === 'InvalidArgument',
    );
  });

  it('refuses a level that is stricter than an installed VIB', () => {
    expect(() => setLevel('fin-01', 'partner')).toThrowMatching(
      (fault: VimFault) => fault.type === 'HostConfigFault' && /rtrfilter/.test(fault.message),
    );
    expect(level('fin-01')).toBe('community');
  });

  it('refuses the community level while Secure Boot is on', () => {
    bed.close();
    bed = contentBed(
      parseScenario({
        name: 'secure boot',
        roles: demoRoles,
        users: demoUsers,
        datacenters: [
          {
            name: 'One',
            clusters: [
              {
                name: 'C',
                hosts: [
                  { name: 'esx-a.example.com', secureBoot: true, acceptanceLevel: 'partner' },
                ],
              },
            ],
          },
        ],
      }),
    );

    expect(() => setLevel('a', 'community')).toThrowMatching(
      (fault: VimFault) => fault.type === 'HostConfigFault' && /Secure Boot/.test(fault.message),
    );
  });

  it('lists the VIBs of the host, the filter among them', () => {
    const packages = run('fin-01', 'fetchSoftwarePackages') as DataObject[];
    const filter = packages.find((each) => each['name'] === 'rtrfilter');

    expect(packages.map((each) => each['name'])).toContain('esx-base');
    expect(filter).toEqual(
      jasmine.objectContaining({ vendor: 'RTR', acceptanceLevel: 'community' }),
    );
  });

  it('cannot be asked while the host is out of reach', () => {
    expect(() => level('branch-03')).toThrowMatching(
      (fault: VimFault) => fault.type === 'HostNotConnected',
    );
  });
});
