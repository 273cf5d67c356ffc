import { DEMO_ADMINISTRATOR, DEMO_OPERATOR, DEMO_SERVICE_ACCOUNT } from './demo-roles.ts';
import { demoScenario } from './demo-scenario.ts';
import { parseScenario } from './scenario-schema.ts';
import { sizedScenario } from './sized-scenario.ts';

const clusterOf = (name: string) => {
  const clusters = demoScenario().datacenters.flatMap((datacenter) => datacenter.clusters);
  const found = clusters.find((cluster) => cluster.name === name);
  if (found === undefined) throw new Error(`no cluster ${name}`);
  return found;
};

describe('demo scenario', () => {
  it('holds one cluster for each situation that an admin can meet', () => {
    expect(clusterOf('Production').hosts.map((host) => host.version)).toEqual(
      Array(4).fill('8.0.3'),
    );
    expect(clusterOf('Staging').hosts.map((host) => host.version)).toEqual(Array(3).fill('7.0.3'));
    expect(clusterOf('Finance').filter?.version).toMatch(/^1\.2\.0-1OEM\.800/);
    expect(clusterOf('Legacy').filter?.version).toMatch(/^1\.1\.0-1OEM\.700/);
    expect(clusterOf('Images').lifecycleManaged).toBeTrue();
    expect(clusterOf('Partner level').hosts.map((host) => host.acceptanceLevel)).toContain(
      'partner',
    );
    expect(clusterOf('Next').hosts.map((host) => host.version)).toContain('9.0.0');
    expect(clusterOf('DRS-off').drs).toBe('off');
    expect(clusterOf('Branch').hosts.map((host) => host.connectionState)).toContain('disconnected');
  });

  it('has about sixty virtual machines with unique names, some with snapshots, raw disks and templates', () => {
    const vms = demoScenario().datacenters.flatMap((datacenter) => [
      ...datacenter.clusters.flatMap((cluster) => cluster.vms),
      ...datacenter.standaloneHosts.flatMap((entry) => entry.vms),
    ]);

    expect(vms.length).toBeGreaterThan(55);
    expect(new Set(vms.map((vm) => vm.name)).size).toBe(vms.length);
    expect(vms.some((vm) => vm.snapshots.length > 0)).toBeTrue();
    expect(vms.some((vm) => vm.disks.some((disk) => disk.rawDevice === 'physical'))).toBeTrue();
    expect(vms.some((vm) => vm.template)).toBeTrue();
    expect(vms.some((vm) => vm.faultTolerance)).toBeTrue();
  });

  it('gives the operator every right but the one that guards host software', () => {
    const scenario = demoScenario();
    const privilegesOf = (login: string) => {
      const user = scenario.users.find((entry) => entry.name === login);
      const roles = user?.permissions.map((permission) => permission.role) ?? [];
      return scenario.roles
        .filter((role) => roles.includes(role.name))
        .flatMap((role) => role.privileges);
    };

    expect(privilegesOf(DEMO_OPERATOR)).not.toContain('Host.Config.Patch');
    expect(privilegesOf(DEMO_OPERATOR)).toContain('System.Read');
    expect(privilegesOf(DEMO_SERVICE_ACCOUNT)).toContain('Host.Config.Patch');
  });

  it('has a machine for each case in which an I/O filter policy does not fit', () => {
    const clusters = demoScenario().datacenters.flatMap((datacenter) => datacenter.clusters);
    const vms = clusters.flatMap((cluster) => cluster.vms);
    const disks = vms.flatMap((vm) => vm.disks);
    const cases: Record<string, boolean> = {
      snapshot: vms.some(({ snapshots }) => snapshots.length > 0),
      faultTolerance: vms.some(({ faultTolerance }) => faultTolerance),
      template: vms.some(({ template }) => template),
      suspended: vms.some(({ powerState }) => powerState === 'suspended'),
      off: vms.some(({ powerState, template }) => powerState === 'poweredOff' && !template),
      sharedBus: vms.some(({ busSharing }) => busSharing !== 'noSharing'),
      lost: clusters.some(({ hosts, vms: own }) =>
        own.some(({ host }) => hosts[host]?.connectionState === 'disconnected'),
      ),
      otherFilter: clusters.some(({ otherFilters }) => otherFilters.length > 0),
      physicalRdm: disks.some(({ rawDevice }) => rawDevice === 'physical'),
      virtualRdm: disks.some(({ rawDevice }) => rawDevice === 'virtual'),
      multiWriter: disks.some(({ sharing }) => sharing === 'sharingMultiWriter'),
      encrypted: disks.some(({ policy }) => policy === 'VM Encryption Policy'),
    };

    expect(Object.entries(cases).filter(([, has]) => !has)).toEqual([]);
  });

  it('keeps its machines in folders and gives them tags', () => {
    const vms = demoScenario().datacenters.flatMap(({ clusters }) =>
      clusters.flatMap((cluster) => cluster.vms),
    );
    const tags = vms.flatMap((vm) => vm.tags.map(({ category, name }) => `${category}: ${name}`));

    expect(new Set(vms.map(({ folder }) => folder)).size).toBeGreaterThan(5);
    expect(tags).toContain('Tier: Gold');
    expect(tags).toContain('Department: Finance');
  });

  it('carries only the passwords that the starter gave', () => {
    const scenario = demoScenario({ [DEMO_ADMINISTRATOR]: 'given by the starter' });
    const passwords = scenario.users.map((user) => [user.name, user.password]);

    expect(passwords).toContain([DEMO_ADMINISTRATOR, 'given by the starter']);
    expect(passwords).toContain([DEMO_OPERATOR, undefined]);
  });

  it('refuses a password for a user that does not exist', () => {
    expect(() => demoScenario({ nobody: 'x' })).toThrowError(/No such user.*nobody/);
  });
});

describe('scenario files', () => {
  it('name every mistake with its place', () => {
    const broken = { name: 'x', users: [], datacenters: [{ name: 'd', clusters: [{ nam: 'c' }] }] };

    expect(() => parseScenario(broken)).toThrowError(/users[\s\S]*datacenters\[0\]\.clusters\[0\]/);
  });

  it('can be generated at any size within the limits of vSphere', () => {
    const scenario = sizedScenario({ clusters: 3, hosts: 5, vms: 20 });
    const clusters = scenario.datacenters.flatMap((datacenter) => datacenter.clusters);

    expect(clusters.length).toBe(3);
    expect(clusters.every((c) => c.hosts.length === 5 && c.vms.length === 20)).toBeTrue();
    expect(() => sizedScenario({ clusters: 0, hosts: 5, vms: 1 })).toThrowError(/clusters/);
  });

  it('can be generated with the filter in place and machines of every kind', () => {
    const size = { clusters: 2, hosts: 4, vms: 100, filtered: true, assignedEvery: 10 };
    const plain = sizedScenario(size);
    const varied = sizedScenario({ ...size, varied: true });
    const vmsOf = ({ datacenters }: typeof plain) =>
      datacenters.flatMap(({ clusters }) => clusters.flatMap(({ vms }) => vms));
    const vms = vmsOf(varied);

    expect(
      vmsOf(plain).every(({ folder, tags }) => folder === undefined && tags.length === 0),
    ).toBeTrue();
    expect(vmsOf(plain).filter(({ disks }) => disks[0]?.filtered).length).toBe(20);
    expect(vms.every(({ folder, tags }) => folder !== undefined && tags.length > 0)).toBeTrue();
    expect(new Set(vms.map(({ busSharing }) => busSharing)).size).toBe(2);
    expect(vms.some(({ powerState }) => powerState === 'suspended')).toBeTrue();
    expect(() => sizedScenario({ ...size, filtered: false })).toThrowError(/filtered/);
  });
});
