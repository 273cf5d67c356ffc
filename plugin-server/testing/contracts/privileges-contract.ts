import { UNKNOWN_CLUSTER } from './vcenter-subject.ts';
import type { MakeSubject, VcenterSubject } from './vcenter-subject.ts';

const PATCH = 'Host.Config.Patch';

/** What every implementation of Privileges does. */
export function describePrivileges(name: string, makeSubject: MakeSubject): void {
  describe(`${name}: privileges`, () => {
    let subject: VcenterSubject;

    beforeEach(async () => {
      subject = await makeSubject();
    });
    afterEach(() => subject.close());

    it('finds nothing missing for an administrator', async () => {
      const missing = await subject.connection.privileges.missingForSession(
        subject.sessions.administrator,
        [subject.cluster, subject.partnerHost],
        ['System.Read', PATCH],
      );

      expect(missing).toEqual([]);
    });

    it('names object and privilege of what an operator lacks', async () => {
      const missing = await subject.connection.privileges.missingForSession(
        subject.sessions.operator,
        [subject.partnerHost, subject.standaloneHost],
        ['System.Read', PATCH],
      );

      expect(missing).toEqual(
        jasmine.arrayWithExactContents([
          { object: subject.partnerHost, privilege: PATCH },
          { object: subject.standaloneHost, privilege: PATCH },
        ]),
      );
    });

    it('judges a user without a session by the name', async () => {
      const { users, connection, partnerHost } = subject;
      const wanted = ['System.Read', PATCH];
      const ask = (userName: string) =>
        connection.privileges.missingForUser(userName, [partnerHost], wanted);

      await expectAsync(ask(users.administrator)).toBeResolvedTo([]);
      await expectAsync(ask(users.operator)).toBeResolvedTo([
        { object: partnerHost, privilege: PATCH },
      ]);
    });

    it('finds everything missing for somebody who does not exist', async () => {
      const { connection, partnerHost } = subject;
      const missing = await connection.privileges.missingForUser(
        'VSPHERE.LOCAL\\nobody',
        [partnerHost],
        ['System.Read'],
      );

      expect(missing).toEqual([{ object: partnerHost, privilege: 'System.Read' }]);
    });

    it('finds nothing missing for the service account', async () => {
      const missing = await subject.connection.privileges.missingForServiceAccount(
        [subject.partnerHost],
        [PATCH, 'Host.Config.Maintenance'],
      );

      expect(missing).toEqual([]);
    });

    it('refuses a session that does not exist', async () => {
      const asked = subject.connection.privileges.missingForSession(
        '52000000-0000-0000-0000-000000000000',
        [subject.cluster],
        ['System.Read'],
      );

      await expectAsync(asked).toBeRejectedWith(jasmine.objectContaining({ name: 'VimFault' }));
    });

    it('names the object that is gone when one is', async () => {
      const asked = subject.connection.privileges.missingForSession(
        subject.sessions.administrator,
        [subject.cluster, UNKNOWN_CLUSTER],
        ['System.Read'],
      );

      await expectAsync(asked).toBeRejectedWith(
        jasmine.objectContaining({
          type: 'ManagedObjectNotFound',
          members: jasmine.objectContaining({ obj: jasmine.objectContaining(UNKNOWN_CLUSTER) }),
        }),
      );
    });
  });
}
