import {
  aCluster,
  aClusterPlan,
  aDaemon,
  aFinding,
  aPlan,
  aState,
  anActivity,
  anInventory,
  vcGuid,
} from '../../testing/contract-builders';
import { clusterObject } from '../../testing/fake-client-sdk';
import { serveMachines } from '../../testing/fake-machines';
import { AppTesting } from '../../testing/provide-app-testing';
import { ViewHarness } from '../../testing/view-harness';
import { SetupWizard } from './setup-wizard';

const carrying = aCluster({
  state: aState({ kind: 'installed', version: '1.2.0', installedHosts: 2 }),
});
const removal = aClusterPlan({
  action: 'remove',
  summary: 'Remove I/O Filter 1.2.0 from 2 hosts.',
  bundle: null,
  virtualMachines: [{ id: 'vm-1', name: 'db-01', disks: 2, blocked: null, remedy: null }],
});

describe('removing the filter with the wizard', () => {
  let app: AppTesting;
  let wizard: ViewHarness<SetupWizard>;

  beforeEach(() => {
    app = new AppTesting();
    app.sdk.objects = [clusterObject()];
    app.sdk.data = { vcGuid, mode: 'remove' };
    app.server.answer('GET', '/inventory', () => anInventory({ clusters: [carrying] }));
    serveMachines(app.server, []);
    app.server.answer('POST', '/plans', () => aPlan({ clusters: [removal] }));
    app.server.answer('POST', '/activities', () => anActivity());
    app.server.answer('GET', '/clusters/domain-c8/evacuation-forecast', () => ({
      hosts: [
        {
          hostId: 'host-11',
          hostName: 'esx-01.lab.example',
          canEvacuate: false,
          recommendations: 0,
          faults: ['db-01 cannot leave.'],
        },
      ],
    }));
  });

  async function open(): Promise<void> {
    wizard = new ViewHarness(SetupWizard);
    await wizard.sees('Production');
  }

  it('comes with the cluster unticked and says what that means', async () => {
    await open();

    expect((wizard.find('#rtr-tick-domain-c8') as HTMLInputElement).checked).toBeFalse();
    expect(wizard.text('tr[data-cluster="Production"]')).toContain('Will be removed');
  });

  it('says that one daemon means its whole cluster, and names the hosts', async () => {
    app.sdk.data = { vcGuid, mode: 'update', hostName: aDaemon().hostName };
    await open();

    expect(wizard.text('.whole')).toContain('esx-01.lab.example belongs to Production');
    expect(wizard.text('.whole')).toContain('esx-02.lab.example');
    expect((wizard.find('#rtr-tick-domain-c8') as HTMLInputElement).checked).toBeTrue();
  });

  it('names the virtual machines that lose their policy, then warns before Finish', async () => {
    await open();
    await wizard.press('Next');
    await wizard.sees('Policy will be taken away');
    const machines = wizard.text('tr[data-vm="db-01"]');
    await wizard.press('Next');
    await wizard.sees('The I/O Filter will be removed from Production.');

    await wizard.sees('db-01 cannot leave.');

    expect(machines).toContain('2');
    expect(wizard.text('section.plan')).toContain('1 loses its storage policy: db-01');
    expect(wizard.button('Finish').classList).toContain('btn-danger');
    await wizard.press('Finish');
    const [start] = app.server.requestsTo('POST', '/activities');
    expect(start?.body).toEqual(
      jasmine.objectContaining({ clusters: [{ clusterId: 'domain-c8', desired: 'absent' }] }),
    );
  });

  it('lists the jobs that stand against it and goes no further', async () => {
    const jobs = [{ id: 'j', name: 'Gold', kind: 'replication' as const, vmNames: ['db-01'] }];
    const scope = { type: 'cluster', id: 'domain-c8', name: 'Production' } as const;
    const findings = [aFinding({ code: 'replicationJobs', scope, reason: '1 job uses it.' })];
    app.server.answer('POST', '/plans', () =>
      aPlan({ clusters: [{ ...removal, action: 'refuse', findings, jobs }] }),
    );
    await open();
    await wizard.press('Next');
    await wizard.sees('1 job uses it.');

    expect(wizard.text('li[data-job="Gold"]')).toBe('Replication job Gold (db-01)');
    expect(wizard.text('.blocked')).toContain('tick it again');
    expect(wizard.button('Next').disabled).toBeTrue();
  });

  it('names each machine that cannot be detached with its remedy, and checks again', async () => {
    const scope = { type: 'virtualMachine', id: 'vm-2', name: 'web-01' } as const;
    const findings = [aFinding({ code: 'vmCannotBeDetached', scope })];
    const virtualMachines = [
      ...removal.virtualMachines,
      { id: 'vm-2', name: 'web-01', disks: 1, blocked: 'it has a snapshot', remedy: 'Delete it.' },
    ];
    app.server.answer('POST', '/plans', () =>
      aPlan({ clusters: [{ ...removal, action: 'refuse', findings, virtualMachines }] }),
    );
    await open();
    await wizard.press('Next');
    await wizard.sees('Cannot be detached: it has a snapshot');
    const next = wizard.all('button').filter((each) => each.textContent.trim() === 'Next');
    const enabled = next.filter((each) => !(each as HTMLButtonElement).disabled && isSeen(each));
    app.server.answer('POST', '/plans', () => aPlan({ clusters: [removal] }));
    await wizard.press('Check again');
    await wizard.seesNoMore('Cannot be detached');

    expect(enabled).toEqual([]);
    expect(wizard.button('Next').disabled).toBeFalse();
  });

  it('leads from a finding to where it is mended, and leaves the dialog', async () => {
    const link = {
      kind: 'clientView',
      viewId: 'host.summary',
      objectType: 'HostSystem',
      objectId: 'host-11',
    } as const;
    app.server.answer('POST', '/plans', () =>
      aPlan({ clusters: [{ ...removal, action: 'refuse', findings: [aFinding({ link })] }] }),
    );
    await open();
    await wizard.press('Next');
    await wizard.sees('Open the host');
    await wizard.press('Open the host');
    await wizard.fixture.whenStable();

    expect(app.sdk.clientViews).toEqual([
      { targetViewId: 'host.summary', objectId: `urn:vmomi:HostSystem:host-11:${vcGuid}` },
    ]);
    expect(app.sdk.closed.length).toBe(1);
  });
});

function isSeen(element: HTMLElement): boolean {
  return element.closest('[aria-hidden="true"]') === null;
}
