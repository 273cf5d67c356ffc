import { machineObjects } from '../../testing/fake-client-sdk';
import { serveMachines } from '../../testing/fake-machines';
import { aProblem } from '../../testing/fake-plugin-server';
import { AppTesting } from '../../testing/provide-app-testing';
import { ViewHarness } from '../../testing/view-harness';
import { aFilteredDisk, aVmReason, aVmRow } from '../../testing/vm-builders';
import { ExplainMachines } from './explain-machines';

const snapshot = aVmRow({ eligible: false, reasons: [aVmReason()] });
const job = aVmRow({
  id: 'vm-2',
  name: 'db-02',
  policyState: 'all',
  eligible: false,
  disks: [aFilteredDisk()],
  reasons: [aVmReason({ code: 'replicationJob', reason: 'A job replicates it.' })],
});

describe('the dialog that explains why storage policies cannot be changed', () => {
  let app: AppTesting;

  beforeEach(() => {
    app = new AppTesting();
    app.sdk.objects = machineObjects('vm-1', 'vm-2');
  });

  it('names every machine with reason and remedy, by what is greyed', async () => {
    serveMachines(app.server, [snapshot, job]);
    const dialog = new ViewHarness(ExplainMachines);
    await dialog.sees('1 virtual machine cannot get the I/O Filter policy');

    expect(dialog.text('[data-section=assign]')).toContain(
      'db-01 It has a snapshot. What to do: Delete its snapshots.',
    );
    expect(dialog.text('[data-section=remove]')).toContain('A job replicates it.');
    expect(dialog.text('[data-section=assign]')).not.toContain('db-02');

    await dialog.press('Close');

    expect(app.sdk.closed.length).toBe(1);
  });

  it('shows twenty of a large selection, and more on demand', async () => {
    const many = Array.from({ length: 60 }, (_, n) =>
      aVmRow({ id: `vm-${n}`, name: `web-${n}`, eligible: false, reasons: [aVmReason()] }),
    );
    app.sdk.objects = machineObjects(...many.map(({ id }) => id));
    serveMachines(app.server, many);
    const dialog = new ViewHarness(ExplainMachines);
    await dialog.sees('60 virtual machines cannot get');

    expect(dialog.all('[data-vm]').length).toBe(20);

    await dialog.press('Show 40 more');
    await dialog.sees('web-59');

    expect(dialog.all('[data-vm]').length).toBe(60);
  });

  it('says when nothing stands in the way any more', async () => {
    serveMachines(app.server, [aVmRow()]);
    const dialog = new ViewHarness(ExplainMachines);
    await dialog.sees('Nothing stands in the way');

    expect(dialog.text()).toContain('these 2 virtual machines');
  });

  it('shows why the server cannot tell, and tries again', async () => {
    app.server.answer('POST', '/vms/query', () => aProblem());
    const dialog = new ViewHarness(ExplainMachines);
    await dialog.sees('You lack a privilege.');
    serveMachines(app.server, [snapshot]);
    await dialog.press('Try again');
    await dialog.sees('It has a snapshot.');

    expect(dialog.text()).not.toContain('You lack a privilege.');
  });
});
