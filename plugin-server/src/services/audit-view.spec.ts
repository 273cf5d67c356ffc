import { FakeClock } from '../../testing/fake-clock.ts';
import {
  FAKE_ROOT_FOLDER,
  FAKE_VC_GUID,
  FakeVcenter,
} from '../../testing/fake-vcenter/fake-vcenter.ts';
import { openDatabase } from '../store/open-database.ts';
import { SqliteAuditLog } from '../store/sqlite-audit-log.ts';
import { AuditView } from './audit-view.ts';

const lacking = { objectId: FAKE_ROOT_FOLDER.value, privilege: 'Global.Diagnostics' };

describe('AuditView', () => {
  let vcenter: FakeVcenter;
  let audit: SqliteAuditLog;
  let view: AuditView;

  beforeEach(() => {
    vcenter = new FakeVcenter({ clusters: [] });
    audit = new SqliteAuditLog(openDatabase(':memory:'), new FakeClock());
    view = new AuditView({ vcenters: vcenter.vcenters(), audit });
  });

  function fill(count: number, vcGuid = FAKE_VC_GUID): void {
    for (let index = 0; index < count; index += 1)
      audit.append({
        who: 'anna',
        action: 'activity.start',
        vcGuid,
        target: `cluster ${index}`,
        account: 'svc',
        outcome: 'accepted',
        detail: '',
      });
  }

  it('goes through the log page by page, newest first, to its end', async () => {
    fill(5);
    const anna = vcenter.user('anna');
    const seen: number[][] = [];
    let cursor: number | null = 100;
    while (cursor !== null) {
      const page = await view.page(anna, {}, { limit: 2, cursor });
      seen.push(page.entries.map(({ sequence }) => sequence));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([[5, 4], [3, 2], [1]]);
  });

  it('shows the entries of this vCenter only', async () => {
    fill(1, 'another');
    fill(1);
    const { entries } = await view.page(vcenter.user('anna'), {}, { limit: 9 });
    expect(entries.map(({ sequence }) => sequence)).toEqual([2]);
  });

  it('gives everything, oldest first, piece by piece', async () => {
    fill(1234);
    const entries = [...(await view.all(vcenter.user('anna'), {}))];
    expect(entries.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 1234 }, (_, index) => index + 1),
    );
  });

  it('refuses who lacks Global.Diagnostics on the vCenter itself, by session and by token', async () => {
    const otto = vcenter.user('otto', lacking);
    const machine = { ...otto, sessionKey: null, apiToken: { id: 'x', name: 'ci' } };
    for (const user of [otto, machine]) {
      const refusal = jasmine.objectContaining({ code: 'notPermitted' });
      await expectAsync(view.page(user, {}, { limit: 1 })).toBeRejectedWith(refusal);
      await expectAsync(view.all(user, {})).toBeRejectedWith(refusal);
    }
  });
});
