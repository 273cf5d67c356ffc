import { randomBytes, randomUUID } from 'node:crypto';
import { Clock } from '../../vcenter/core/clock.ts';
import { ref } from '../../vcenter/core/managed-object.ts';
import type { Ref } from '../../vcenter/core/managed-object.ts';
import { MethodTable } from '../../vcenter/core/method-table.ts';
import { Registry } from '../../vcenter/core/registry.ts';
import type { TaskHandle, TaskRequest, Vcenter } from '../../vcenter/core/vcenter.ts';
import { VimFault } from '../../vcenter/core/vim-fault.ts';
import { EXTENSION_MANAGER, ROOT_FOLDER } from '../../vcenter/core/well-known.ts';
import { SessionStore } from '../../vcenter/managers/session-store.ts';
import { Schema } from '../../vcenter/schema/schema.ts';
import type { ExamplePluginServer } from './example-plugin-server.ts';

/** A vCenter without SOAP: a small inventory, real sessions, permissions that a spec sets, and tasks that run at once. */
export interface FixtureVcenter {
  readonly vcenter: Vcenter;
  readonly password: string;
  /** Keys of objects that nobody but the administrator may see. */
  readonly hidden: Set<string>;
  setExtensions(extensions: readonly object[]): void;
  close(): void;
}

/** Makes the fixture; the users are `administrator@vsphere.local` and `operator@vsphere.local`. */
export function makeFixtureVcenter(): FixtureVcenter {
  const password = randomBytes(12).toString('base64url');
  const hidden = new Set<string>();
  const closing = new AbortController();
  const schema = new Schema();
  const registry = new Registry(schema);
  const clock = new Clock();
  const users = ['administrator', 'operator'].map((name) => ({
    userName: `${name}@vsphere.local`,
    password,
  }));
  const vcenter: Vcenter = {
    schema,
    registry,
    clock,
    methods: new MethodTable(schema),
    sessions: new SessionStore(clock, users),
    authorization: {
      has: (userName, entity) =>
        userName.toLowerCase().includes('administrator') || !hidden.has(entity.value),
      privilegesOn: () => new Set(),
      require: () => undefined,
    },
    tasks: { run: (request, work) => runTask(registry, request, work) },
    events: { post: () => undefined },
    taskFault: () => undefined,
    reportBug: (error) => {
      throw error;
    },
    about: {
      instanceUuid: randomUUID(),
      name: 'vcenter.example.com',
      version: '8.0.3',
      apiVersion: '8.0.3.0',
      build: '24022515',
    },
    closing: closing.signal,
  };
  fillInventory(registry);
  registry.put({ ref: EXTENSION_MANAGER, properties: { extensionList: [] } });
  return {
    vcenter,
    password,
    hidden,
    setExtensions: (extensionList) => registry.update(EXTENSION_MANAGER, { extensionList }),
    close: () => closing.abort(),
  };
}

/** The registration record of the example plug-in. */
export function exampleExtension(server: ExamplePluginServer, version = '1.0.0') {
  const { certificate } = server;
  const description = { label: 'Example', summary: 'Example plug-in' };
  const entry = { description, company: 'Example', adminEmail: ['admin@example.com'] };
  return {
    key: 'com.example.plugin',
    version,
    company: 'Example',
    description,
    client: [
      { ...entry, version, type: 'vsphere-client-remote', url: `${server.url}/plugin.json` },
    ],
    server: [
      {
        ...entry,
        type: 'MANIFEST_SERVER',
        url: `${server.url}/plugin.json`,
        serverThumbprint: certificate.sha256,
        serverCertificate: certificate.pem as string | undefined,
      },
      {
        ...entry,
        type: 'PLUGIN_SERVER',
        url: `${server.url}/`,
        serverThumbprint: certificate.sha256,
        serverCertificate: certificate.pem as string | undefined,
      },
    ],
  };
}

function runTask(
  registry: Registry,
  { entity, name, descriptionId }: TaskRequest,
  work: (task: TaskHandle) => Promise<unknown>,
): Ref {
  const self = ref('Task', registry.nextId('task'));
  const queueTime = new Date();
  const info = { entity, name, descriptionId, queueTime, state: 'running', startTime: queueTime };
  registry.put({ ref: self, properties: { info } });
  const finish = (state: string, error?: VimFault): void => {
    const end = { 'info.state': state, 'info.completeTime': new Date() };
    registry.update(self, { ...end, ...(error ? { 'info.error': error.toLocalized() } : {}) });
  };
  const handle = {
    ref: self,
    signal: new AbortController().signal,
    progress: (percent: number) => registry.update(self, { 'info.progress': percent }),
  };
  void work(handle).then(
    () => finish('success'),
    (error: unknown) => finish('error', error instanceof VimFault ? error : undefined),
  );
  return self;
}

function fillInventory(registry: Registry): void {
  const [datacenter, hostFolder] = [ref('Datacenter', 'datacenter-1'), ref('Folder', 'group-h1')];
  const [cluster, lone] = [
    ref('ClusterComputeResource', 'domain-c1'),
    ref('ComputeResource', 'domain-s1'),
  ];
  const pool = ref('ResourcePool', 'resgroup-1');
  const hosts = [1, 2, 3].map((index) => ref('HostSystem', `host-${index}`));
  const vms = [1, 2, 3].map((index) => ref('VirtualMachine', `vm-${index}`));
  const put = (self: Ref, properties: Record<string, unknown>): void =>
    registry.put({ ref: self, properties });
  put(ROOT_FOLDER, { name: 'Datacenters', childEntity: [datacenter] });
  put(datacenter, { name: 'East', parent: ROOT_FOLDER, hostFolder });
  put(hostFolder, { name: 'host', parent: datacenter, childEntity: [cluster, lone] });
  put(cluster, {
    name: 'Production',
    parent: hostFolder,
    host: hosts.slice(0, 2),
    resourcePool: pool,
  });
  put(lone, { name: 'esx-lab-01', parent: hostFolder, host: hosts.slice(2) });
  put(pool, { name: 'Resources', parent: cluster, owner: cluster, vm: vms });
  hosts.forEach((self, index) => {
    const parent = index === 2 ? lone : cluster;
    const runtime = { connectionState: 'connected', inMaintenanceMode: index === 1 };
    put(self, {
      name: `esx-0${index + 1}.example.com`,
      parent,
      runtime,
      vm: index === 0 ? vms : [],
    });
  });
  vms.forEach((self, index) => {
    const runtime = { powerState: index === 0 ? 'poweredOff' : 'poweredOn', host: hosts[0] };
    const config = { template: false, hardware: { numCPU: 2, memoryMB: 4096, device: [] } };
    put(self, {
      name: `app-${index + 1}`,
      parent: datacenter,
      resourcePool: pool,
      runtime,
      config,
    });
  });
}
