import type { Check } from './observation.ts';
import { atLeast, holdsAll, steps } from './check-words.ts';

const isConcurrentAccess = (error: unknown): boolean => String(error).includes('ConcurrentAccess');

/** What has to be true of what the client saw of maintenance mode, policies and reconfiguration. */
export const changeChecks: readonly Check[] = [
  ...steps(
    'maintenance',
    ['finds running machines on a host', 'running', true],
    ['is told where each of them would go', 'forecast', true],
    ['takes the host into maintenance mode', 'states', holdsAll('running', 'success')],
    ['finds it there', 'inMaintenance', true],
    ['finds no running machine on it any more', 'left', []],
    ['cannot take it there twice', 'twice.type', 'InvalidState'],
    ['takes it out again', 'afterwards', false],
    ['cannot take it out twice', 'exitTwice.type', 'InvalidState'],
    ['switches a machine off and on', 'power', ['poweredOff', 'poweredOn']],
  ),
  ...steps(
    'policy assignment',
    ['finds the capability of the filter by its class', 'category', 'REPLICATION'],
    ['puts a policy made of it on a disk', 'states', holdsAll('success')],
    ['finds the filter on the disk', 'filters', 1],
    ['finds the policy of the disk', 'associated', true],
    ['finds the disk of the policy', 'entities', true],
    ['is told that the disk complies', 'compliance', ['compliant']],
    ['cannot make a second policy of that name', 'twice.type', 'DuplicateName'],
    ['is told why a policy in use is not deleted', 'inUse', ['pbm.fault.ResourceInUse']],
    ['finds the disk among those that use the filter', 'usingFilter', atLeast(1)],
    ['is refused with an outdated version of the configuration', 'outdated', isConcurrentAccess],
    ['takes the policy off, and the filter goes', 'filtersLeft', 0],
    ['deletes the policy then', 'deleted', true],
  ),
  ...steps(
    'list view',
    ['starts reconfigurations of several machines', 'asked', 4],
    ['cannot reconfigure a machine twice at a time', 'second.type', 'TaskInProgress'],
    ['is told which task of its list does not exist', 'unresolved', ['task-none']],
    ['hears of the end of each by one filter on the list', 'ended', 4],
    ['sees them succeed', 'states', ['success']],
    ['has taken all from the list', 'rest', 0],
    ['finds what a task is called', 'description', 'VirtualMachine.reconfigure'],
  ),
];
