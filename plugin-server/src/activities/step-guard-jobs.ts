import type { ProblemRecord } from '../domain/activity.ts';
import { jobsInTheWay, UNUSED, vmsToDetach } from '../domain/filter-usage.ts';
import type { FilterUsage } from '../domain/filter-usage.ts';
import type { JobInTheWay, VmToDetach } from '../domain/plan.ts';
import { done, failed } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import { disksUsingFilter } from './policy-record.ts';
import { whenReachable } from './reaching-vcenter.ts';

/** The last look before anything is changed: no replication or failover job may use the filter, and every disk must be able to leave it. */
export async function guardJobs(run: ClusterRun): Promise<StepOutcome> {
  const { connection, cluster } = run;
  const facts = await whenReachable(run, () => connection.inventory.readCluster(cluster));
  const hosts = facts?.hosts ?? [];
  const usage = await usageOf(run, new Set(hosts.map(({ ref }) => ref.value)));
  const jobs = jobsInTheWay(usage);
  if (jobs.length > 0) return failed(inTheWay(jobs));
  const blocked = vmsToDetach(usage, hosts).filter((vm) => vm.blocked !== null);
  if (blocked.length > 0) return failed(cannotBeDetached(blocked));
  return done(
    usage.disks.length === 0
      ? 'No replication job and no disk uses the filter.'
      : `No replication job uses the filter; ${usage.disks.length} disk(s) can leave it.`,
  );
}

/** Jobs count when one of their machines runs in the cluster, or has a disk that uses the cluster's filter. */
async function usageOf(run: ClusterRun, hostIds: ReadonlySet<string>): Promise<FilterUsage> {
  const { connection } = run;
  const disks = await disksUsingFilter(run);
  const users = new Set(disks.map(({ vm }) => vm.value));
  const jobs = run.jobs.list(connection.vcGuid);
  const ids = new Set([...users, ...jobs.flatMap(({ vmIds }) => vmIds)]);
  const refs = [...ids].map((value) => ({ type: 'VirtualMachine', value }));
  const vms =
    refs.length === 0 ? [] : await whenReachable(run, () => connection.inventory.readVms(refs));
  const here = new Set(
    vms.filter(({ host }) => hostIds.has(host?.value ?? '')).map(({ ref }) => ref.value),
  );
  const isOfThisCluster = (vmId: string): boolean => users.has(vmId) || here.has(vmId);
  return { ...UNUSED, disks, vms, jobs: jobs.filter((job) => job.vmIds.some(isOfThisCluster)) };
}

function inTheWay(jobs: readonly JobInTheWay[]): ProblemRecord {
  const named = jobs.map(({ kind, name, vmNames }) => {
    const what = kind === 'failover' ? 'Failover job' : 'Replication job';
    return vmNames.length === 0 ? `${what} ${name}` : `${what} ${name} (${vmNames.join(', ')})`;
  });
  return {
    code: 'replicationJobs',
    title: 'Jobs use the filter',
    detail: `${named.join('; ')}.`,
    remedy: 'Delete these jobs, or wait until they have ended, and remove the filter again.',
    rawFault: null,
  };
}

function cannotBeDetached(blocked: readonly VmToDetach[]): ProblemRecord {
  const reasons = blocked.map(({ name, blocked: reason }) => `${name}: ${reason ?? ''}`);
  const remedies = new Set(blocked.map(({ remedy }) => remedy ?? ''));
  return {
    code: 'vmCannotBeDetached',
    title: 'Virtual machines cannot leave the filter',
    detail: `${reasons.join('; ')}.`,
    remedy: [...remedies].join(' '),
    rawFault: null,
  };
}
