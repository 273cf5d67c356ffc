import { filterBuild } from '../../../e2e/bundles/filter-release.ts';
import { buildBundle } from '../../../e2e/bundles/offline-bundle.ts';
import { stableUuid } from '../../../e2e/vcenter/inventory/stable-ids.ts';
import {
  DEMO_ADMINISTRATOR,
  DEMO_OPERATOR,
  DEMO_SERVICE_ACCOUNT,
} from '../../../e2e/vcenter/scenario/demo-roles.ts';
import { demoScenario } from '../../../e2e/vcenter/scenario/demo-scenario.ts';
import { bundleServer } from '../../../e2e/vcenter/testing/bundle-server.ts';
import type { BundleServer } from '../../../e2e/vcenter/testing/bundle-server.ts';
import { describeVcenter } from '../../testing/contracts/describe-vcenter.ts';
import type { VcenterSubject } from '../../testing/contracts/vcenter-subject.ts';
import { PASSWORDS, startSimulatedVcenter } from '../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../testing/simulated-vcenter.ts';
import { ExtensionRegistry } from './extension-registry.ts';
import { sampleExtension } from './testing/sample-extension.ts';

const PATH = '/bundle.zip';
/** The policy of the demo's filtered disks. */
const POLICY = 'Real-Time Replication I/O Filter policy';
const OPERATOR_PASSWORD = 'only-in-this-spec';
const [TASK_TYPE = ''] = sampleExtension.taskIds;

async function registerTaskType(bed: SimulatedVcenter): Promise<void> {
  const registry = await ExtensionRegistry.open({
    ...bed.entry,
    userName: DEMO_ADMINISTRATOR,
    password: PASSWORDS[DEMO_ADMINISTRATOR],
    clock: bed.clock,
  });
  await registry.register(sampleExtension);
  await registry.close();
}

async function sessionOf(bed: SimulatedVcenter, user: string, password: string): Promise<string> {
  const token = bed.vcenter.control.issueUiToken(user, password);
  return (await bed.users.authenticate(token, bed.vcenter.instanceUuid)).sessionKey;
}

function bundleOf(bundles: BundleServer): VcenterSubject['bundle'] {
  const { name, vendor, vibVersion } = filterBuild('vaio8', '1.2.0');
  const trust = { kind: 'pinned', certificatePem: bundles.certificate } as const;
  return { url: bundles.url + PATH, trust, name, vendor, vibVersion };
}

async function simulatedSubject(): Promise<VcenterSubject> {
  const bundle = await buildBundle(filterBuild('vaio8', '1.2.0'));
  const bundles = await bundleServer({ [PATH]: bundle }, { tls: true });
  const scenario = demoScenario({ ...PASSWORDS, [DEMO_OPERATOR]: OPERATOR_PASSWORD });
  const bed = await startSimulatedVcenter({ scenario });
  await registerTaskType(bed);
  const standaloneHost = bed.named('HostSystem', 'esx-lab-01.example.com');
  const parent = bed.vcenter.vcenter.registry.get(standaloneHost).properties['parent'];
  const plain = bed.named('VirtualMachine', 'prod-web-01');
  const filtered = bed.named('VirtualMachine', 'fin-web-01');
  const { control } = bed.vcenter;
  return {
    connection: await bed.connect(),
    bundle: bundleOf(bundles),
    cluster: bed.named('ClusterComputeResource', 'Production'),
    partnerCluster: bed.named('ClusterComputeResource', 'Partner level'),
    partnerHost: bed.named('HostSystem', 'esx-partner-02.example.com'),
    disconnectedHost: bed.named('HostSystem', 'esx-branch-03.example.com'),
    standaloneHost,
    standaloneResource: parent as VcenterSubject['cluster'],
    vm: plain,
    tag: { category: 'Department', name: 'Sales' },
    protected: {
      cluster: bed.named('ClusterComputeResource', 'Finance'),
      disk: { vm: filtered, diskKey: 2000 },
      policy: { id: stableUuid(`policy ${POLICY}`), name: POLICY },
      snapshotDisk: { vm: bed.named('VirtualMachine', 'fin-mail-01'), diskKey: 2000 },
    },
    sessions: {
      administrator: await sessionOf(bed, DEMO_ADMINISTRATOR, PASSWORDS[DEMO_ADMINISTRATOR]),
      operator: await sessionOf(bed, DEMO_OPERATOR, OPERATOR_PASSWORD),
    },
    users: { administrator: 'VSPHERE.LOCAL\\administrator', operator: 'VSPHERE.LOCAL\\operator' },
    taskTypeId: TASK_TYPE,
    disconnectHost: (host) => {
      control.disconnectHost(host.value);
      return Promise.resolve();
    },
    reconnectHost: (host) => {
      control.reconnectHost(host.value);
      return Promise.resolve();
    },
    setDrs: ({ value }, level) => {
      control.setDrs(value, level);
      return Promise.resolve();
    },
    touchVm: (vm) => {
      const changeVersion = new Date(Date.now() + 60_000).toISOString();
      bed.vcenter.vcenter.registry.update(vm, { 'config.changeVersion': changeVersion });
      return Promise.resolve();
    },
    expireSessions: () => {
      control.expireSessions();
      return Promise.resolve();
    },
    restart: () => control.restart(50),
    close: async () => {
      await bed.close();
      await bundles.close();
    },
  };
}

describeVcenter(`The adapters under ${DEMO_SERVICE_ACCOUNT}`, simulatedSubject);
