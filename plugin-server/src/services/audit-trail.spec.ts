import { MemoryAuditLog } from '../../testing/memory-audit-log.ts';
import { Problem } from '../domain/problem.ts';
import { VcenterUnreachable, VimFault } from '../domain/vim-fault.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';
import { AuditTrail } from './audit-trail.ts';

const VC = '11111111-2222-3333-4444-555555555555';
const anna: AuthenticatedUser = {
  userName: 'VSPHERE.LOCAL\\anna',
  fullName: 'Anna',
  vcGuid: VC,
  sessionKey: 'the-key-of-her-session',
};

describe('AuditTrail', () => {
  let audit: MemoryAuditLog;
  let trail: AuditTrail;

  beforeEach(() => {
    audit = new MemoryAuditLog();
    trail = new AuditTrail(audit);
  });

  const attempt = (work: () => Promise<string>, user: AuthenticatedUser = anna) =>
    trail.record({ user, action: 'bundle.import', target: 'a.zip' }, work, (result) => ({
      detail: `Imported ${result}.`,
      account: 'svc',
    }));

  it('records what was done, under which account', async () => {
    await expectAsync(attempt(() => Promise.resolve('it'))).toBeResolvedTo('it');
    expect(audit.entries[0]).toEqual(
      jasmine.objectContaining({
        who: 'VSPHERE.LOCAL\\anna',
        action: 'bundle.import',
        vcGuid: VC,
        target: 'a.zip',
        account: 'svc',
        outcome: 'accepted',
        detail: 'Imported it.',
      }),
    );
  });

  const refusals: Record<string, [Error, string, string]> = {
    'a refusal with its reason': [
      new Problem('notPermitted', 'You lack a privilege.'),
      'refused',
      'notPermitted: You lack a privilege.',
    ],
    'a vCenter that is away': [
      new VcenterUnreachable('connect ECONNREFUSED 10.0.0.1:443'),
      'failed',
      'The vCenter did not answer.',
    ],
    'a fault by its type only': [
      new VimFault('NoPermission', 'password=hunter2'),
      'failed',
      'vCenter answered the fault NoPermission.',
    ],
    'a mistake of the server without its words': [
      new Error('password=hunter2'),
      'failed',
      'The server made a mistake; its log tells more.',
    ],
  };
  for (const [name, [error, outcome, detail]] of Object.entries(refusals))
    it(`records ${name} and throws it on`, async () => {
      await expectAsync(attempt(() => Promise.reject(error))).toBeRejectedWith(error);
      expect(audit.entries.map((entry) => [entry.outcome, entry.detail, entry.account])).toEqual([
        [outcome, detail, 'none'],
      ]);
    });

  it('names the API token beside the user it acts for, and never a session', async () => {
    const machine: AuthenticatedUser = {
      ...anna,
      sessionKey: null,
      apiToken: { id: '0123456789ab', name: 'ci' },
    };
    await attempt(() => Promise.resolve('it'), machine);
    await attempt(() => Promise.resolve('it'));
    expect(audit.entries[0]?.who).toBe('VSPHERE.LOCAL\\anna (API token ci)');
    expect(JSON.stringify(audit.entries)).not.toContain('the-key-of-her-session');
  });

  it('keeps what is said in one line of bounded length', async () => {
    await attempt(() => Promise.resolve(`a\r\nb${'c'.repeat(5000)}`));
    expect(audit.entries[0]?.detail).toMatch(/^Imported a bc{900,}…$/);
    expect(audit.entries[0]?.detail.length).toBe(1000);
  });
});
