import { assign } from '../../testing/contracts/vcenter-subject.ts';
import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aHost } from '../../testing/inventory-builders.ts';
import { aVm } from '../../testing/usage-builders.ts';
import type { VcenterConnection } from '../ports/vcenter.ts';
import { errorProblem, FAULT_CATALOGUE, faultRow } from './fault-catalogue.ts';
import type { FaultContext, FaultRow } from './fault-row.ts';
import { plainIssue } from './host-issue.ts';
import { VcenterUnreachable, VimFault } from './vim-fault.ts';

const cluster = { type: 'ClusterComputeResource', value: 'domain-c1' };
const vm = { type: 'VirtualMachine', value: 'vm-1' };

/** The call in which a fault of that place shows, and how it is made. */
const CALLS: Readonly<
  Record<
    Exclude<FaultContext, 'host'>,
    readonly [method: string, call: (to: VcenterConnection, at: FakeVcenter) => Promise<unknown>]
  >
> = {
  filterOperation: [
    'InstallIoFilter_Task',
    ({ ioFilters }, at) => ioFilters.install(cluster, at.urlOf(aBundle()), { kind: 'trustedRoot' }),
  ],
  maintenanceMode: [
    'EnterMaintenanceMode_Task',
    ({ hostMaintenance }) => hostMaintenance.enter(aHost(1).ref, { timeoutSeconds: 0 }),
  ],
  machine: ['ReconfigVM_Task', (connection) => assign(connection, vm, [])],
  policies: [
    'PbmQueryAssociatedProfiles',
    ({ storagePolicies }) => storagePolicies.associated([{ vm, diskKey: 2000 }]),
  ],
  session: ['connect', (_to, at) => at.vcenters().connect(at.connection().vcGuid)],
  anyCall: ['Inventory.read', ({ inventory }) => inventory.read()],
  connection: ['Inventory.read', ({ inventory }) => inventory.read()],
};

function aVcenter(): FakeVcenter {
  const made = new FakeVcenter({ clusters: [aCluster(1, [aHost(1)])], bundles: [aBundle()] });
  made.world.vms.set(vm.value, aVm(1));
  return made;
}

/** An error as the way to vCenter, or vCenter itself, would give it. */
function errorOf({ context }: FaultRow, type: string): Error {
  if (context !== 'connection') return new VimFault(type, 'As vCenter put it.');
  const cause = type === '' ? undefined : Object.assign(new Error('low down'), { code: type });
  return new VcenterUnreachable('vCenter vc.example.com could not be reached', { cause });
}

async function provoked(row: FaultRow, type: string): Promise<unknown> {
  if (row.context === 'host') return issueCode(type);
  const vcenter = aVcenter();
  const [method, call] = CALLS[row.context];
  vcenter.wire.addFault({ method, when: 'before', error: errorOf(row, type) });
  try {
    await call(vcenter.connection(), vcenter);
    return 'nothing was thrown';
  } catch (error) {
    // Expected: the very error that was set.
    return errorProblem(row.context, error)?.code;
  }
}

/** Lets a host fail an installation, and reads what vCenter then says of it. */
async function issueCode(type: string): Promise<string | undefined> {
  const vcenter = aVcenter();
  const { ioFilters, tasks } = vcenter.connection();
  vcenter.world.hostFaults.set('host-1', { type, message: 'As the host put it.' });
  const task = await ioFilters.install(cluster, vcenter.urlOf(aBundle()), { kind: 'trustedRoot' });
  await new Promise<void>((resolve) => tasks.follow(task).subscribe({ complete: resolve }));
  const [filter] = await ioFilters.installedOn(cluster);
  const [issue] = await ioFilters.issuesOf(filter?.id ?? '', cluster);
  return issue && plainIssue(issue).code;
}

describe('the fault catalogue', () => {
  for (const row of FAULT_CATALOGUE)
    for (const type of row.types.length === 0 ? [''] : row.types)
      it(`calls ${type === '' ? 'an unknown error' : type} (${row.context}) "${row.title}"`, async () => {
        expect(await provoked(row, type)).toBe(row.code);
      });

  it('has one row only for a type in one place', () => {
    const keys = FAULT_CATALOGUE.flatMap((row) =>
      row.types.map((type) => `${row.context} ${type}`),
    );

    expect(new Set(keys).size).toBe(keys.length);
  });

  it('says what happened, why and what to do in whole sentences', () => {
    for (const { code, title, cause, remedy } of FAULT_CATALOGUE) {
      expect(title)
        .withContext(code)
        .toMatch(/^\S.*[^.]$/);
      expect(cause)
        .withContext(code)
        .toMatch(/^[A-Z].*\.$/i);
      expect(remedy)
        .withContext(code)
        .toMatch(/^[A-Z].*\.$/);
    }
  });

  it('says the same wherever it uses the same code for the same type', () => {
    expect(faultRow('host', 'HostNotConnected').code).toBe(
      faultRow('anyCall', 'HostNotConnected').code,
    );
  });

  it('takes what holds for any call where a place says nothing else', () => {
    expect(faultRow('machine', 'NotAuthenticated').code).toBe('sessionLost');
    expect(faultRow('machine', 'NoPermission').code).toBe('machinePrivilege');
  });

  it('has a row for what nobody foresaw', () => {
    const codes = (['filterOperation', 'host', 'machine', 'connection'] as const).map(
      (context) => faultRow(context, 'SomethingNew').code,
    );

    expect(codes).toEqual(['vcenterFault', 'hostFailed', 'vcenterFault', 'vcenterUnavailable']);
  });

  it('leaves alone what is no fault', () => {
    expect(errorProblem('anyCall', new TypeError('a mistake of ours'))).toBeNull();
  });

  it('finds the network error however deep it lies', () => {
    const low = Object.assign(new Error('read'), { code: 'ECONNRESET' });
    const error = new VcenterUnreachable('away', { cause: new Error('wrapped', { cause: low }) });

    expect(errorProblem('anyCall', error)?.code).toBe('vcenterConnectionCut');
  });

  it('keeps the fault as vCenter gave it', () => {
    const problem = errorProblem('filterOperation', new VimFault('AlreadyExists', 'It is there.'));

    expect(problem?.rawFault).toBe('AlreadyExists: It is there.');
    expect(problem?.detail).toContain('vCenter says: It is there.');
  });
});

describe('trying again', () => {
  const helps = (context: FaultContext, type: string): boolean =>
    faultRow(context, type).retryHelps;

  it('helps against a connection that was cut, not against a privilege that is missing', () => {
    expect(helps('connection', 'ECONNRESET')).toBeTrue();
    expect(helps('filterOperation', 'NoPermission')).toBeFalse();
  });

  it('helps against a host that is busy, not against its acceptance level, trust or a damaged bundle', () => {
    expect(helps('host', 'TaskInProgress')).toBeTrue();
    for (const type of ['AcceptanceLevelNotMet', 'CertificateNotTrusted', 'VibInvalidFormat'])
      expect(helps('host', type)).withContext(type).toBeFalse();
  });
});
