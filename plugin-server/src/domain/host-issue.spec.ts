import { plainIssue } from './host-issue.ts';
import { operationProblem } from './operation-fault.ts';

const host = { type: 'HostSystem', value: 'host-1' };

describe('an issue in plain words', () => {
  const rows = [
    ['CannotAccessAgentVib', 'could not fetch the bundle', 'DNS, proxy and firewall'],
    ['CertificateNotTrusted', 'not trusted', 'trusted roots'],
    ['VibRequiresHostInMaintenanceMode', 'maintenance mode', 'Put the host into maintenance mode'],
    [
      'VibCannotPutHostInMaintenanceMode',
      'could not enter maintenance mode',
      'Migrate or power off',
    ],
    ['ImmediateHostRebootRequired', 'rebooted', 'Reboot the host'],
    ['VibInvalidFormat', 'format', 'Replace the bundle'],
    ['VibDependenciesNotMetByHost', 'depends on', 'requirements'],
    ['HostNotConnected', 'not connected', 'Reconnect the host'],
    ['NoPermission', 'privilege', 'Query patch'],
    ['InvalidState', 'state of the host', 'start again'],
  ] as const;
  for (const [faultType, why, remedy] of rows)
    it(`says of ${faultType} why ("${why}") and what to do ("${remedy}")`, () => {
      const { message } = plainIssue({ host, faultType, message: 'As vCenter put it' });

      expect(message).toContain(why);
      expect(message).toContain(remedy);
      expect(message).toContain('vCenter says: As vCenter put it.');
    });

  it("keeps vCenter's own words for a type that says nothing", () => {
    const message = 'The acceptance level of the host does not allow the VIB';

    const issue = plainIssue({ host, faultType: 'PlatformConfigFault', message });

    expect(issue.message).toContain(`${message}.`);
    expect(issue.rawFault).toBe(`PlatformConfigFault: ${message}`);
  });

  it('says that there are no words when vCenter gives none', () => {
    const issue = plainIssue({ host, faultType: 'SomethingNew', message: ' ' });

    expect(issue.message).toContain('SomethingNew without a text');
    expect(issue.rawFault).toBe('SomethingNew');
  });
});

describe('a fault of the whole operation', () => {
  for (const [type, code] of [
    ['AlreadyExists', 'filterAlreadyExists'],
    ['InvalidArgument', 'bundleRefused'],
    ['InvalidState', 'drsDisabled'],
    ['NoPermission', 'serviceAccountPrivilege'],
    ['NotFound', 'filterNotFound'],
    ['ManagedObjectNotFound', 'clusterGone'],
    ['TaskInProgress', 'clusterBusy'],
  ] as const)
    it(`${type} is the problem ${code}, with vCenter's words and a remedy`, () => {
      const problem = operationProblem(type, 'As vCenter put it.');

      expect(problem.code).toBe(code);
      expect(problem.detail).toContain('vCenter says: As vCenter put it.');
      expect(problem.remedy).not.toBeNull();
    });

  it("of another type keeps vCenter's own words", () => {
    expect(operationProblem('SystemError', 'Broken.')).toEqual(
      jasmine.objectContaining({ code: 'vcenterFault', detail: 'Broken.' }),
    );
  });

  it('of another type without words is named', () => {
    expect(operationProblem('SystemError', '').detail).toBe('vCenter reported SystemError.');
  });
});
