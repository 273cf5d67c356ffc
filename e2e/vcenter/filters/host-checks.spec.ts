import { demoRoles, demoUsers } from '../scenario/demo-roles.ts';
import { parseScenario } from '../scenario/scenario-schema.ts';
import type { HostInput } from '../scenario/scenario-schema.ts';
import type { HostVib } from '../inventory/world.ts';
import { contentBed } from '../testing/content-bed.ts';
import { FilterIssue } from './filter-issue.ts';
import type { FilterRecord } from './filter-store.ts';
import { accepts, checkHost } from './host-checks.ts';

describe('checks of a host before a filter goes in', () => {
  const ordinary: HostVib = {
    name: 'rtrfilter',
    vendor: 'RTR',
    version: '1.2.0',
    acceptanceLevel: 'community',
    summary: '',
    maintenanceMode: false,
    liveInstallAllowed: true,
    liveRemoveAllowed: true,
  };

  /** The kind of issue that a host has with a VIB; 'none' when it takes it. */
  function issueOf(
    host: Omit<HostInput, 'name'>,
    vib: Partial<HostVib> = {},
    platforms: readonly string[] = ['8.*'],
  ): string {
    const hosts = [{ ...host, name: 'esx.example.com' }];
    const bed = contentBed(
      parseScenario({
        name: 'one host',
        roles: demoRoles,
        users: demoUsers,
        datacenters: [{ name: 'D', clusters: [{ name: 'C', hosts }] }],
      }),
    );
    const [simulated] = bed.content.world.hosts();
    if (simulated === undefined) throw new Error('no host');
    const { id, name, vendor, version, type, summary, releaseDate } = {
      ...ordinary,
      id: 'RTR_rtrfilter_1.2.0',
      type: 'replication',
      releaseDate: '2026-01-15',
    };
    const record: FilterRecord = {
      cluster: simulated.computeResource,
      filter: { id, name, vendor, version, type, summary, releaseDate },
      vib: { ...ordinary, ...vib },
      platforms,
      opType: 'install',
      issues: new Map(),
      unfetched: new Set(),
    };
    try {
      checkHost(bed.content.world, simulated, record);
      return 'none';
    } catch (error) {
      return error instanceof FilterIssue ? error.kind : 'a mistake';
    } finally {
      bed.close();
    }
  }

  it('let an ordinary host of the right version take the filter', () => {
    expect(issueOf({})).toBe('none');
    expect(issueOf({ version: '7.0.3' }, {}, ['7.*', '8.*'])).toBe('none');
    expect(issueOf({ version: '6.7.0' }, {}, [])).toBe('none');
  });

  it('find the reason why a host does not', () => {
    expect(issueOf({ connectionState: 'notResponding' })).toBe('hostDisconnected');
    expect(issueOf({ version: '7.0.3' })).toBe('platform');
    expect(issueOf({ version: '9.0.0' })).toBe('platform');
    expect(issueOf({ acceptanceLevel: 'partner' })).toBe('acceptanceLevel');
    expect(issueOf({ secureBoot: true })).toBe('secureBoot');
    expect(issueOf({}, { maintenanceMode: true })).toBe('maintenanceModeRequired');
    expect(issueOf({}, { liveInstallAllowed: false })).toBe('rebootRequired');
  });

  it('let a signed filter onto a host with Secure Boot and a stricter level', () => {
    const signed = { acceptanceLevel: 'partner' } as const;

    expect(issueOf({ secureBoot: true, acceptanceLevel: 'partner' }, signed)).toBe('none');
  });

  it('let a filter that needs maintenance mode onto a host that is in it', () => {
    expect(issueOf({ maintenanceMode: true }, { maintenanceMode: true })).toBe('none');
  });

  it('accept a VIB of the same or a stricter level', () => {
    expect(accepts('community', 'vmware_certified')).toBeTrue();
    expect(accepts('partner', 'partner')).toBeTrue();
    expect(accepts('vmware_accepted', 'partner')).toBeFalse();
  });
});
