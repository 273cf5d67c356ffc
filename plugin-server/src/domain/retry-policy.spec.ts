import { needsMaintenanceMode, retryAfter } from './retry-policy.ts';

const retry = { kind: 'retry', afterMs: 60_000 } as const;
const permanent = { kind: 'giveUp', why: 'permanent' } as const;
const noAttemptsLeft = { kind: 'giveUp', why: 'noAttemptsLeft' } as const;

function failed(faultType: string | null, ...hostFaultTypes: readonly string[]) {
  return { faultType, hostFaultTypes };
}

describe('a failed try', () => {
  for (const attempt of [1, 2, 3])
    it(`that was number ${attempt} is made again a minute later`, () => {
      expect(retryAfter(failed('PlatformConfigFault'), attempt)).toEqual(retry);
    });

  it('that was the fourth is the last one', () => {
    expect(retryAfter(failed('PlatformConfigFault'), 4)).toEqual(noAttemptsLeft);
  });

  for (const fault of [
    'NoPermission',
    'InvalidArgument',
    'InvalidState',
    'NotSupported',
    'ManagedObjectNotFound',
    'FilterInUse',
    'RequestCanceled',
  ])
    it(`with ${fault} is not made again`, () => {
      expect(retryAfter(failed(fault), 1)).toEqual(permanent);
    });

  for (const fault of ['AlreadyExists', 'TaskInProgress', 'NotFound', 'SystemError', 'Timedout'])
    it(`with ${fault} is made again`, () => {
      expect(retryAfter(failed(fault), 1)).toEqual(retry);
    });

  for (const fault of [
    'AcceptanceLevelNotMet',
    'VibInvalidFormat',
    'VibRequirementsNotMetByHost',
    'CertificateNotTrusted',
    'RebootRequired',
    'NoPermission',
  ])
    it(`of which every host says ${fault} is not made again`, () => {
      expect(retryAfter(failed('PlatformConfigFault', fault, fault), 1)).toEqual(permanent);
    });

  it('is made again for the host that may come round, whatever the others say', () => {
    const failure = failed('PlatformConfigFault', 'AcceptanceLevelNotMet', 'HostCommunication');

    expect(retryAfter(failure, 1)).toEqual(retry);
  });

  it('without any fault is made again', () => {
    expect(retryAfter(failed(null), 2)).toEqual(retry);
  });
});

describe('a host that failed', () => {
  for (const fault of [
    'VibRequiresHostInMaintenanceMode',
    'VibCannotPutHostInMaintenanceMode',
    'InvalidState',
  ])
    it(`with ${fault} goes on in maintenance mode`, () => {
      expect(needsMaintenanceMode(fault)).toBeTrue();
    });

  it('with another fault is not helped by maintenance mode', () => {
    expect(needsMaintenanceMode('PlatformConfigFault')).toBeFalse();
  });
});
