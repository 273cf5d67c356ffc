import type { Activity } from '../src/domain/activity.ts';
import type { Bundle } from '../src/domain/bundle.ts';
import type { Daemon } from '../src/domain/daemon.ts';
import type { Finding } from '../src/domain/finding.ts';
import type { ClusterFacts, HostFacts, HostFilter } from '../src/domain/inventory-facts.ts';
import type { Plan } from '../src/domain/plan.ts';
import type { ClusterView, InventoryResult } from '../src/services/use-cases.ts';

/** A cluster with one host, a plan and an activity for it: one complete example of every shape that HTTP presents. */
export const SAMPLE_VC_GUID = '11111111-2222-3333-4444-555555555555';
export const SAMPLE_ACTIVITY_ID = 'b0f7c0c8-4f0d-4b53-9a55-0d5b4f0f8a11';

export const sampleFilter: HostFilter = {
  id: 'SMP_samplefilter',
  name: 'samplefilter',
  vendor: 'SMP',
  version: '2.2.0-1OEM.800.1.0.1',
  type: 'replication',
  available: true,
};

export const sampleBundle: Bundle = {
  id: 'a'.repeat(64),
  flavor: 'vaio8',
  fileName: 'samplefilter-2.3.4.zip',
  size: 1234,
  filter: {
    name: 'samplefilter',
    vendor: 'SMP',
    vibVersion: '2.3.4-1OEM.800.1.0.1',
    productVersion: '2.3.4',
  },
  acceptanceLevel: 'community',
  maintenanceModeRequired: false,
  rebootRequired: false,
  liveInstall: true,
  liveRemove: true,
  signed: false,
  platforms: { patterns: ['8.*'], from: '8.0.0', below: '9.0.0' },
  origin: 'folder',
  addedAt: '2026-01-15T08:00:00.000Z',
};

export const sampleHost: HostFacts = {
  ref: { type: 'HostSystem', value: 'host-12' },
  name: 'esx1.example.com',
  parent: { type: 'ClusterComputeResource', value: 'domain-c8' },
  connectionState: 'connected',
  powerState: 'poweredOn',
  inMaintenanceMode: false,
  rebootRequired: false,
  version: '8.0.3',
  build: '24022510',
  sslThumbprint: 'AA:BB',
  uefiSecureBoot: false,
  timeInSync: true,
  imageConfigManager: { type: 'HostImageConfigManager', value: 'image-12' },
  filters: [sampleFilter],
};

export const sampleCluster: ClusterFacts = {
  ref: { type: 'ClusterComputeResource', value: 'domain-c8' },
  name: 'Production',
  datacenter: 'Berlin',
  lifecycleManaged: false,
  drs: { enabled: true, behavior: 'fullyAutomated' },
  hosts: [sampleHost],
};

export const sampleFinding: Finding = {
  code: 'acceptanceLevel',
  severity: 'blocker',
  scope: { type: 'host', id: 'host-12', name: 'esx1.example.com' },
  reason: 'The host accepts Partner Supported software and above.',
  remedy: 'Set it to Community Supported.',
  link: {
    kind: 'clientView',
    viewId: 'host.summary',
    objectType: 'HostSystem',
    objectId: 'host-12',
  },
};

export const sampleDaemon: Daemon = {
  host: sampleHost,
  cluster: { ref: sampleCluster.ref, name: sampleCluster.name },
  acceptanceLevel: 'community',
  filter: sampleFilter,
  latestVersion: '2.3.4',
  state: 'outdated',
  message: null,
};

export const sampleClusterView: ClusterView = {
  cluster: sampleCluster,
  state: {
    kind: 'outdated',
    filterName: 'samplefilter',
    version: '2.2.0',
    latestVersion: '2.3.4',
    installedHosts: 1,
    totalHosts: 1,
  },
  daemons: [sampleDaemon],
  findings: [sampleFinding],
  selectable: { allowed: false, reason: 'The host accepts other software only.' },
  busyActivityId: null,
  lowestEsxiVersion: '8.0.3',
  bundleFlavor: 'vaio8',
};

export const sampleInventory: InventoryResult = {
  vcenter: { vcGuid: SAMPLE_VC_GUID, name: 'vc.example.com', apiVersion: '8.0.3.0' },
  clusters: [sampleClusterView],
  standaloneHosts: [
    {
      daemon: { ...sampleDaemon, cluster: null, filter: null, state: 'notInstalled' },
      datacenter: 'Berlin',
      findings: [sampleFinding],
    },
  ],
  latest: { vaio7: null, vaio8: sampleBundle },
};

export const samplePlan: Plan = {
  vcGuid: SAMPLE_VC_GUID,
  clusters: [
    {
      cluster: sampleCluster.ref,
      clusterName: sampleCluster.name,
      action: 'update',
      state: sampleClusterView.state,
      bundle: sampleBundle,
      filterId: sampleFilter.id,
      hosts: [{ ref: sampleHost.ref, name: sampleHost.name }],
      findings: [],
      jobs: [],
      virtualMachines: [],
      policyChanges: [],
    },
  ],
  policies: [],
  hash: 'f'.repeat(64),
};

export const sampleActivity: Activity = {
  id: SAMPLE_ACTIVITY_ID,
  vcGuid: SAMPLE_VC_GUID,
  kind: 'setup',
  title: 'Set up I/O Filter on Production',
  initiatedBy: 'VSPHERE.LOCAL\\anna',
  serviceAccount: 'VSPHERE.LOCAL\\svc',
  createdAt: '2025-03-01T10:00:00.000Z',
  startedAt: null,
  finishedAt: null,
  state: 'queued',
  revision: 1,
  clusters: [
    {
      clusterId: 'domain-c8',
      clusterName: 'Production',
      action: 'update',
      state: 'queued',
      waiting: null,
      attempt: 1,
      attempts: 4,
      cancelRequested: false,
      watch: [],
      goal: 'present',
      targetHostId: null,
      operation: null,
      progress: null,
      filterId: sampleFilter.id,
      filterName: 'samplefilter',
      filterVersion: '2.3.4',
      bundleId: sampleBundle.id,
      knownTaskIds: ['task-1'],
      vcenterTaskId: null,
      ownTaskId: null,
      steps: [{ name: 'look', state: 'pending', startedAt: null, finishedAt: null, detail: null }],
      hosts: [
        {
          hostId: 'host-12',
          hostName: 'esx1.example.com',
          state: 'waiting',
          message: null,
          fault: null,
          rawFault: null,
        },
      ],
      policies: null,
      problem: null,
    },
  ],
};
