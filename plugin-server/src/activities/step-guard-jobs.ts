import type { ProblemRecord } from '../domain/activity.ts';
import { counted } from '../domain/counted.ts';
import { jobsInTheWay, machinesOf, UNUSED, usageOn, vmsToDetach } from '../domain/filter-usage.ts';
import type { FilterUsage } from '../domain/filter-usage.ts';
import type { HostFacts } from '../domain/inventory-facts.ts';
import type { JobInTheWay, VmToDetach } from '../domain/plan.ts';
import { done, failed } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import { countedReasons, machines } from './policies-not-changed.ts';
import { disksUsingFilter } from './policy-record.ts';
import { whenReachable } from './reaching-vcenter.ts';

/** The last look before anything is changed: no replication or failover job may use the filter, and every disk must be able to leave it. */
export async function guardJobs(run: ClusterRun): Promise<StepOutcome> {
  const { connection, cluster } = run;
  const facts = await whenReachable(run, () => connection.inventory.readCluster(cluster));
  const hosts = facts?.hosts ?? [];
  const usage = await usageOf(run, hosts);
  const jobs = jobsInTheWay(usage);
  if (jobs.length > 0) return failed(inTheWay(jobs));
  const blocked = vmsToDetach(usage, hosts).filter((vm) => vm.blocked !== null);
  if (blocked.length > 0) return failed(cannotBeDetached(blocked));
  return done(
    usage.disks.length === 0
      ? 'No replication job and no disk uses the filter.'
      : `No replication job uses the filter; ${counted(usage.disks.length, 'disk')} can leave it.`,
  );
}

/** What concerns this cluster of all jobs and machines. */
async function usageOf(run: ClusterRun, hosts: readonly HostFacts[]): Promise<FilterUsage> {
  const { connection } = run;
  const disks = await disksUsingFilter(run);
  const jobs = run.jobs.list(connection.vcGuid);
  const refs = machinesOf(disks, jobs);
  const vms =
    refs.length === 0 ? [] : await whenReachable(run, () => connection.inventory.readVms(refs));
  return { ...UNUSED, ...usageOn(hosts, { disks, jobs, vms }) };
}

/** A plan is made for one user; an activity is shown to everybody who sees the cluster. */
const PLAN_NAMES = 'A new plan of the removal names the virtual machines.';

function inTheWay(jobs: readonly JobInTheWay[]): ProblemRecord {
  const named = jobs.map(({ kind, name, vmNames }) => {
    const what = kind === 'failover' ? 'Failover job' : 'Replication job';
    return vmNames.length === 0
      ? `${what} ${name}`
      : `${what} ${name} (${machines(vmNames.length)})`;
  });
  return {
    code: 'replicationJobs',
    title: 'Jobs use the filter',
    detail: `${named.join('; ')}.`,
    remedy: `Delete these jobs, or wait until they have ended, and remove the filter again. ${PLAN_NAMES}`,
    rawFault: null,
  };
}

function cannotBeDetached(blocked: readonly VmToDetach[]): ProblemRecord {
  const reasons = countedReasons(blocked.map(({ blocked: reason }) => reason ?? ''));
  const remedies = new Set(blocked.map(({ remedy }) => remedy ?? ''));
  return {
    code: 'vmCannotBeDetached',
    title: 'Virtual machines cannot leave the filter',
    detail: `${machines(blocked.length)}: ${reasons.join('; ')}.`,
    remedy: [...remedies, PLAN_NAMES].join(' '),
    rawFault: null,
  };
}
