import { assign } from '../../testing/contracts/vcenter-subject.ts';
import { startSimulatedVcenter } from '../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../testing/simulated-vcenter.ts';
import { errorProblem, FAULT_CATALOGUE } from '../domain/fault-catalogue.ts';
import type { FaultContext, FaultRow } from '../domain/fault-row.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { VcenterConnection } from '../ports/vcenter.ts';

const BUNDLE_URL = 'https://192.0.2.1/bundle.zip';

/** A password that was refused is not offered again for so long. */
const HOLD_OFF_MS = 61_000;

type Call = (to: VcenterConnection, bed: SimulatedVcenter) => Promise<unknown>;

/** The call in which a fault of that place shows, by its wire name, and how it comes about. */
const CALLS: Readonly<
  Record<Exclude<FaultContext, 'host' | 'connection' | 'session'>, readonly [string, Call]>
> = {
  filterOperation: [
    'InstallIoFilter_Task',
    ({ ioFilters }, bed) => ioFilters.install(production(bed), BUNDLE_URL, { kind: 'trustedRoot' }),
  ],
  maintenanceMode: [
    'EnterMaintenanceMode_Task',
    ({ hostMaintenance }, bed) => hostMaintenance.enter(aHost(bed), { timeoutSeconds: 0 }),
  ],
  machine: [
    'ReconfigVM_Task',
    (connection, bed) =>
      assign(connection, aMachine(bed), [{ diskKey: 2000, policy: { kind: 'default' } }]),
  ],
  policies: [
    'PbmQueryAssociatedProfiles',
    ({ storagePolicies }, bed) =>
      storagePolicies.associated([{ vm: aMachine(bed), diskKey: 2000 }]),
  ],
  anyCall: ['QueryIoFilterInfo', ({ ioFilters }, bed) => ioFilters.installedOn(production(bed))],
};

function production(bed: SimulatedVcenter): ManagedObjectReference {
  return bed.named('ClusterComputeResource', 'Production');
}

function aHost(bed: SimulatedVcenter): ManagedObjectReference {
  const [host] = bed.vcenter.vcenter.registry.ofType('HostSystem');
  if (host === undefined) throw new Error('The demo has no host.');
  return { type: host.ref.type, value: host.ref.value };
}

function aMachine(bed: SimulatedVcenter): ManagedObjectReference {
  const [machine] = bed.vcenter.vcenter.registry.ofType('VirtualMachine');
  if (machine === undefined) throw new Error('The demo has no virtual machine.');
  return { type: machine.ref.type, value: machine.ref.value };
}

/** Members that a type cannot do without (vSphere API reference). */
function membersOf(type: string, bed: SimulatedVcenter): Readonly<Record<string, unknown>> {
  const members: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    ManagedObjectNotFound: { obj: aHost(bed) },
    TaskInProgress: { task: { type: 'Task', value: 'task-1' } },
    InvalidName: { name: 'web' },
    FileFault: { file: '[ds] web.vmx' },
    SystemError: { reason: 'injected' },
    PlatformConfigFault: { text: 'injected' },
    RestrictedByAdministrator: { details: 'injected' },
  };
  return members[type] ?? {};
}

function representative({ types }: FaultRow): string {
  const [first = ''] = types;
  return first;
}

describe('the fault catalogue over the wire', () => {
  let bed: SimulatedVcenter;

  beforeAll(async () => {
    bed = await startSimulatedVcenter();
  });
  afterAll(() => bed.close());
  afterEach(() => bed.vcenter.control.clearFaults());

  for (const row of FAULT_CATALOGUE) {
    const { context } = row;
    if (context === 'host' || context === 'connection' || context === 'session') continue;
    const type = representative(row);
    it(`calls ${type} (${context}) "${row.title}"`, async () => {
      const connection = await bed.connect();
      const [method, call] = CALLS[context];
      const fault = { type, message: 'As vCenter put it.', members: membersOf(type, bed) };
      // A session that is lost once is opened again without anybody noticing.
      const times = type === 'NotAuthenticated' ? 2 : 1;
      bed.vcenter.control.addFault({ method, times, fault });

      const error: unknown = await call(connection, bed).catch((thrown: unknown) => thrown);

      const problem = errorProblem(context, error);
      expect([problem?.code, problem?.rawFault]).toEqual([row.code, `${type}: As vCenter put it.`]);
    });
  }

  for (const row of FAULT_CATALOGUE.filter(({ context }) => context === 'session')) {
    const type = representative(row);
    it(`calls ${type} (session) "${row.title}"`, async () => {
      bed.vcenter.control.addFault({ method: 'Login', times: 1, fault: { type } });
      // The session that is open is closed, so that a new one has to be opened.
      await bed.connections.stop();

      const error: unknown = await bed.connect().catch((thrown: unknown) => thrown);

      expect(errorProblem('session', error)?.code).toBe(row.code);
      bed.clock.advance(HOLD_OFF_MS);
    });
  }
});
