import type { Activity, ClusterActivity, HostProgress } from '@contract/activity';
import type { Bundle, BundleList, HeldBundle } from '@contract/bundle';
import type { ClusterNode, ClusterState, Daemon, Inventory, VmSummary } from '@contract/cluster';
import type { Finding } from '@contract/finding';
import type { ClusterPlan, Plan } from '@contract/plan';
import type { Queue } from '@contract/queue';

export const vcGuid = '28a0f9b6-21a4-4f2c-9d6e-2d3f0a9c1b11';
export const activityId = '7f1c2d3e-4b5a-4c6d-8e7f-901234567890';

export function aState(over: Partial<ClusterState> = {}): ClusterState {
  return {
    kind: 'notInstalled',
    filterName: null,
    version: null,
    latestVersion: '1.2.0',
    installedHosts: 0,
    totalHosts: 2,
    ...over,
  };
}

export function aDaemon(over: Partial<Daemon> = {}): Daemon {
  return {
    hostId: 'host-11',
    hostName: 'esx-01.lab.example',
    clusterId: 'domain-c8',
    clusterName: 'Production',
    esxiVersion: '8.0.3',
    esxiBuild: '24022510',
    connectionState: 'connected',
    inMaintenanceMode: false,
    acceptanceLevel: 'community',
    filterName: null,
    filterVersion: null,
    latestVersion: '1.2.0',
    state: 'notInstalled',
    message: null,
    sslThumbprint: '5F:8E:4B:11:20:9C:6D:3A:0B:77:51:0E:43:92:AA:6F:BC:1D:E8:04',
    ...over,
  };
}

export function aFinding(over: Partial<Finding> = {}): Finding {
  return {
    code: 'acceptanceLevel',
    severity: 'blocker',
    scope: { type: 'host', id: 'host-11', name: 'esx-01.lab.example' },
    reason: 'The acceptance level of the host is Partner supported.',
    remedy: 'Set it to Community supported.',
    link: null,
    ...over,
  };
}

export function aCluster(over: Partial<ClusterNode> = {}): ClusterNode {
  return {
    id: 'domain-c8',
    name: 'Production',
    datacenter: 'Berlin',
    esxiVersions: ['8.0.3'],
    state: aState(),
    hosts: [aDaemon(), aDaemon({ hostId: 'host-12', hostName: 'esx-02.lab.example' })],
    findings: [],
    selectable: { allowed: true, reason: null },
    busyActivityId: null,
    ...over,
  };
}

export function anInventory(over: Partial<Inventory> = {}): Inventory {
  return {
    vcenter: { vcGuid, name: 'vcenter.lab.example', version: '8.0.3' },
    clusters: [aCluster()],
    standaloneHosts: [],
    latest: { vaio7: '1.2.0', vaio8: '1.2.0' },
    ...over,
  };
}

export function aBundle(over: Partial<Bundle> = {}): Bundle {
  return {
    id: 'vaio8-1.2.0',
    flavor: 'vaio8',
    fileName: 'rtrfilter-1.2.0-vaio8-offline-bundle.zip',
    size: 1_843_200,
    filterName: 'rtrfilter',
    vendor: 'RTR',
    version: '1.2.0',
    vibVersion: '1.2.0-1OEM.800.1.0.20613240',
    acceptanceLevel: 'community',
    maintenanceModeRequired: false,
    rebootRequired: false,
    ...over,
  };
}

export function aHeldBundle(over: Partial<HeldBundle> = {}): HeldBundle {
  return {
    ...aBundle(),
    liveInstall: true,
    liveRemove: true,
    signed: false,
    platforms: { patterns: ['8.0'], from: '8.0.0', below: '8.1.0' },
    origin: 'folder',
    addedAt: '2026-01-10T08:00:00.000Z',
    ...over,
  };
}

export function aBundleList(over: Partial<BundleList> = {}): BundleList {
  return {
    bundles: [aHeldBundle()],
    refused: [],
    uploadLimit: 50_000_000,
    servedOverHttp: false,
    ...over,
  };
}

export function aQueue(over: Partial<Queue> = {}): Queue {
  return { paused: false, waiting: 0, working: 0, slots: 10, ...over };
}

export function aClusterPlan(over: Partial<ClusterPlan> = {}): ClusterPlan {
  return {
    clusterId: 'domain-c8',
    clusterName: 'Production',
    action: 'install',
    summary: 'Install I/O Filter 1.2.0 on 2 hosts.',
    state: aState(),
    bundle: aBundle(),
    hosts: [
      { id: 'host-11', name: 'esx-01.lab.example' },
      { id: 'host-12', name: 'esx-02.lab.example' },
    ],
    findings: [],
    jobs: [],
    virtualMachines: [],
    policyChanges: {
      assign: 0,
      unassign: 0,
      restore: 0,
      reapply: 0,
      skip: 0,
      refuse: 0,
      virtualMachines: [],
    },
    ...over,
  };
}

export function aPlan(over: Partial<Plan> = {}): Plan {
  return { vcGuid, clusters: [aClusterPlan()], policies: [], hash: 'a'.repeat(64), ...over };
}

export function aHostProgress(over: Partial<HostProgress> = {}): HostProgress {
  return {
    hostId: 'host-11',
    hostName: 'esx-01.lab.example',
    state: 'waiting',
    message: null,
    fault: null,
    rawFault: null,
    ...over,
  };
}

export function aClusterActivity(over: Partial<ClusterActivity> = {}): ClusterActivity {
  return {
    clusterId: 'domain-c8',
    clusterName: 'Production',
    action: 'install',
    state: 'running',
    waiting: null,
    attempt: 1,
    attempts: 4,
    cancelRequested: false,
    watch: [],
    progress: 25,
    filterName: 'rtrfilter',
    filterVersion: '1.2.0',
    queuePosition: null,
    vcenterTaskId: 'task-71',
    steps: [],
    hosts: [
      aHostProgress({ state: 'installing' }),
      aHostProgress({ hostId: 'host-12', hostName: 'esx-02.lab.example' }),
    ],
    policies: null,
    problem: null,
    ...over,
  };
}

export function anActivity(over: Partial<Activity> = {}): Activity {
  return {
    id: activityId,
    vcGuid,
    kind: 'setup',
    title: 'Set up I/O Filter on Production',
    initiatedBy: 'LAB\\anna',
    serviceAccount: 'LAB\\rtr-service',
    createdAt: '2026-01-15T10:00:00.000Z',
    startedAt: '2026-01-15T10:00:01.000Z',
    finishedAt: null,
    state: 'running',
    revision: 1,
    clusters: [aClusterActivity()],
    ...over,
  };
}

export function aVmSummary(over: Partial<VmSummary> = {}): VmSummary {
  return {
    id: 'vm-1',
    name: 'db-01',
    hostName: 'esx-01',
    filterOnHost: { version: '1.2.0', available: true },
    protectable: { allowed: true, reason: null },
    disks: [],
    reasons: [],
    jobs: [],
    ...over,
  };
}
