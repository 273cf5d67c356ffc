import { isConnected } from './cluster-world.ts';
import type { ClusterWorld } from './cluster-world.ts';
import type { Intent } from './plan-intent.ts';
import type { ClusterRule } from './preflight-cluster-rules.ts';

const DRS_REMEDY = 'Switch DRS on at cluster > Configure > Services > vSphere DRS.';

const maintenanceMode: ClusterRule = ({ cluster }, { bundle, movesHosts }) => {
  const outside = cluster.hosts.filter((host) => isConnected(host) && !host.inMaintenanceMode);
  if (outside.length === 0) return null;
  if (movesHosts)
    return {
      code: 'maintenanceModeNeeded',
      severity: 'info',
      reason: `vCenter takes ${outside.length} of the ${cluster.hosts.length} hosts of ${cluster.name} through maintenance mode.`,
      remedy: 'Make sure that the virtual machines of each host find room on the others.',
    };
  if (bundle?.maintenanceModeRequired !== true) return null;
  return {
    code: 'maintenanceModeNeeded',
    severity: 'warning',
    reason: `The bundle asks for maintenance mode, and ${outside.length} of the ${cluster.hosts.length} hosts of ${cluster.name} are not in it.`,
    remedy: 'Be ready to put the hosts into maintenance mode, one after the other.',
  };
};

const reboots: ClusterRule = (_world, { action, bundle }) => {
  if (bundle === null) return null;
  const removed = action === 'remove' || action === 'update';
  const put = action !== 'remove' && (bundle.rebootRequired || !bundle.liveInstall);
  if (!put && !(removed && !bundle.liveRemove)) return null;
  return {
    code: 'rebootRequired',
    severity: 'warning',
    reason:
      action === 'remove'
        ? 'The filter can be taken off a host only with a reboot of it.'
        : 'The bundle asks for a reboot of each host.',
    remedy: 'Plan a reboot of the hosts, one after the other.',
  };
};

const drsDisabled: ClusterRule = ({ cluster }, { bundle, movesHosts }) => {
  if (cluster.drs.enabled) return null;
  if (movesHosts)
    return {
      code: 'drsDisabled',
      severity: 'blocker',
      reason: `DRS is switched off on ${cluster.name}; vCenter refuses to update or remove a filter then.`,
      remedy: DRS_REMEDY,
    };
  const byHand = bundle?.maintenanceModeRequired === true;
  return {
    code: 'drsDisabled',
    severity: byHand ? 'warning' : 'info',
    reason: byHand
      ? `DRS is switched off on ${cluster.name}; hosts have to be emptied and put into maintenance mode by hand.`
      : `DRS is switched off on ${cluster.name}; the filter can be installed, but not updated or removed later.`,
    remedy: DRS_REMEDY,
  };
};

const drsNotAutomated: ClusterRule = ({ cluster }, intent) => {
  const { enabled, behavior } = cluster.drs;
  if (!enabled || behavior === null || behavior === 'fullyAutomated') return null;
  if (!needsMaintenance(intent)) return null;
  return {
    code: 'drsNotAutomated',
    severity: 'warning',
    reason: `DRS of ${cluster.name} is not fully automated; its recommendations have to be applied by hand before a host enters maintenance mode.`,
    remedy: 'Set DRS to fully automated for the time of the change, or apply the recommendations.',
  };
};

/** A host is emptied onto the others of its cluster; with none left its machines can only be powered off. */
const nowhereToEvacuate: ClusterRule = (world, intent) => {
  const { cluster } = world;
  if (!cluster.drs.enabled || !needsMaintenance(intent)) return null;
  const running = runningHosts(world);
  if (running !== 1 || cluster.hosts.every((host) => host.inMaintenanceMode)) return null;
  return {
    code: 'nowhereToEvacuate',
    severity: 'warning',
    reason: `Only one host of ${cluster.name} can run virtual machines now; it cannot be emptied to enter maintenance mode.`,
    remedy: 'Bring another host back into service, or power off the virtual machines of this host.',
  };
};

function runningHosts({ cluster }: ClusterWorld): number {
  return cluster.hosts.filter((host) => isConnected(host) && !host.inMaintenanceMode).length;
}

function needsMaintenance({ bundle, movesHosts }: Intent): boolean {
  return movesHosts || bundle?.maintenanceModeRequired === true;
}

/** Rules about maintenance mode, reboots and the DRS that moves machines away for them. */
export const maintenanceRules: readonly ClusterRule[] = [
  maintenanceMode,
  reboots,
  drsDisabled,
  drsNotAutomated,
  nowhereToEvacuate,
];
