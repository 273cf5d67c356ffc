import { aDaemon, aState, aVmSummary, vcGuid } from '../../testing/contract-builders';
import { clusterObject } from '../../testing/fake-client-sdk';
import { aProblem } from '../../testing/fake-plugin-server';
import { AppTesting } from '../../testing/provide-app-testing';
import { ViewHarness } from '../../testing/view-harness';
import { aFilteredDisk } from '../../testing/vm-builders';
import { ClusterCard } from './cluster-card';
import { HostCard } from './host-card';
import { VmCard } from './vm-card';

describe('summary cards', () => {
  let app: AppTesting;

  beforeEach(() => {
    app = new AppTesting();
  });

  it('ask for the cluster’s summary and for nothing else', async () => {
    app.sdk.objects = [clusterObject()];
    app.server.answer('GET', '/clusters/domain-c8/summary', () => ({
      id: 'domain-c8',
      name: 'Production',
      state: aState({ kind: 'installed', installedHosts: 4, totalHosts: 4, version: '1.2.0' }),
      protectable: { allowed: true, reason: null },
      busyActivityId: null,
    }));
    const card = new ViewHarness(ClusterCard);
    await card.sees('4 of 4 hosts');

    expect(app.server.requests.length).toBe(1);
    expect(app.events.requests.length).toBe(0);
  });

  it('show a host’s daemon', async () => {
    app.sdk.objects = [{ type: 'HostSystem', moid: 'host-11', vcGuid }];
    app.server.answer('GET', '/hosts/host-11/summary', () => aDaemon({ state: 'outdated' }));
    const card = new ViewHarness(HostCard);
    await card.sees('Update available');

    expect(card.text()).toContain('Community supported');
  });

  it('say why a virtual machine cannot be replicated', async () => {
    app.sdk.objects = [{ type: 'VirtualMachine', moid: 'vm-1', vcGuid }];
    app.server.answer('GET', '/vms/vm-1/summary', () =>
      aVmSummary({
        filterOnHost: null,
        protectable: { allowed: false, reason: 'Its cluster has no I/O Filter.' },
      }),
    );
    const card = new ViewHarness(VmCard);
    await card.sees('Not possible: Its cluster has no I/O Filter.');

    expect(card.text()).toContain('esx-01');
  });

  it('show the disks of a virtual machine with one request', async () => {
    app.sdk.objects = [{ type: 'VirtualMachine', moid: 'vm-1', vcGuid }];
    const disks = [2000, 2001].map((key) => ({
      ...aFilteredDisk({ key, label: `Hard disk ${key - 1999}` }),
      compliance: 'compliant' as const,
    }));
    app.server.answer('GET', '/vms/vm-1/summary', () => aVmSummary({ disks }));
    const card = new ViewHarness(VmCard);
    await card.sees('On all 2 disks');

    expect(card.text('[data-disks="All disks"]')).toContain('Filter attached, compliant');
    expect(app.server.requests.length).toBe(1);
  });

  it('say what went wrong and try again', async () => {
    app.sdk.objects = [{ type: 'HostSystem', moid: 'host-11', vcGuid }];
    app.server.answer('GET', '/hosts/host-11/summary', () => aProblem({ detail: 'Away.' }));
    const card = new ViewHarness(HostCard);
    await card.sees('Away.');
    app.server.answer('GET', '/hosts/host-11/summary', () => aDaemon({ state: 'installed' }));
    await card.press('Try again');
    await card.sees('Installed');

    expect(card.text()).not.toContain('Away.');
  });

  it('say so when the client names no object', async () => {
    const card = new ViewHarness(HostCard);
    await card.sees('No object');

    expect(app.server.requests).toEqual([]);
  });
});
