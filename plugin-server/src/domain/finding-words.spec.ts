import { aWorld } from '../../testing/cluster-world-builder.ts';
import { aCluster, aHost } from '../../testing/inventory-builders.ts';
import type { ClusterWorld } from './cluster-world.ts';
import type { Finding, FindingCode } from './finding.ts';
import type { HostFacts } from './inventory-facts.ts';
import { planCluster } from './planning.ts';
import { permissionFrom, standaloneHostFindings } from './preflight.ts';

function findingsOf(world: ClusterWorld): readonly Finding[] {
  return planCluster(world).findings;
}

function wordsOf(
  code: FindingCode,
  host: Partial<HostFacts>,
  world: Partial<ClusterWorld> = {},
): string {
  const findings = findingsOf(aWorld([aHost(1, host)], world));
  const found = findings.find((finding) => finding.code === code);
  return `${found?.reason ?? ''} | ${found?.remedy ?? ''}`;
}

const patchMissing = [{ hostId: 'host-1', privilege: 'Host.Config.Patch' }];

describe('the words of a finding', () => {
  it('say which level a host has, which it needs and where that is set', () => {
    const words = wordsOf(
      'acceptanceLevel',
      {},
      {
        acceptanceLevels: new Map([['host-1', 'partner']]),
      },
    );

    expect(words).toContain('esx-1.example.com is Partner Supported');
    expect(words).toContain('needs Community Supported');
    expect(words).toContain(
      'host > Configure > System > Security Profile > Host Image Profile Acceptance Level',
    );
  });

  it('say which version a host runs and which are served', () => {
    const words = wordsOf('esxiTooNew', { version: '9.0.0' });

    expect(words).toContain('esx-1.example.com runs ESXi 9.0.0');
    expect(words).toContain('ESXi 7.0 to 8.0.3');
  });

  it('call the privilege as the vSphere Client does, and name who lacks it where', () => {
    const words = wordsOf(
      'missingPrivilege',
      {},
      { user: { name: 'otto', missing: patchMissing } },
    );

    expect(words).toContain(
      'otto lacks the privilege Host > Configuration > Query patch on esx-1.example.com',
    );
  });

  it('tell the service account from the user', () => {
    const words = wordsOf(
      'serviceAccountPrivilege',
      {},
      { serviceAccount: { name: 'svc', missing: patchMissing } },
    );

    expect(words).toContain('The service account svc lacks the privilege');
  });

  it('do not name a host that the user may not see', () => {
    const words = wordsOf('hostsNotVisible', {}, { hiddenHostIds: new Set(['host-1']) });

    expect(words).toContain('may not see 1 of the hosts of Cluster 1');
    expect(words).not.toContain('esx-1');
  });

  it('name the folder in which the bundle is missing', () => {
    const words = wordsOf(
      'noBundle',
      { version: '7.0.3' },
      {
        bundles: { latest: { vaio7: null, vaio8: null }, identities: [] },
      },
    );

    expect(words).toContain('iofilter-vaio7');
  });

  it('say that a standalone host has to be moved into a cluster', () => {
    const [finding] = standaloneHostFindings(aHost(1));

    expect(finding?.reason).toContain('esx-1.example.com is a standalone host');
    expect(finding?.remedy).toBe('Move the host into a cluster.');
  });
});

describe('the permission to choose a cluster', () => {
  it('is given when there are only warnings', () => {
    const findings = findingsOf(aWorld([aHost(1, { rebootRequired: true })]));

    expect(permissionFrom(findings)).toEqual({ allowed: true, reason: null });
  });

  it('is denied with the first blocker and the number of the others', () => {
    const cluster = aCluster(1, [aHost(1, { version: '9.0.0' })], { lifecycleManaged: true });

    const permission = permissionFrom(findingsOf(aWorld([], { cluster })));

    expect(permission.allowed).toBe(false);
    expect(permission.reason).toMatch(/^Cluster 1 is managed with a single image.*\(1 more\)$/);
  });
});
