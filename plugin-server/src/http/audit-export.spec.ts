import { SAMPLE_VC_GUID } from '../../testing/sample-world.ts';
import { sampleAuditEntry } from '../../testing/sample-automation.ts';
import { SAMPLE_TOKEN, startApp } from '../../testing/start-app.ts';
import { auditEntrySchema } from '../contract/audit.ts';
import { problemSchema } from '../contract/problem.ts';
import { SESSION_HEADER } from '../contract/routes.ts';
import { Problem } from '../domain/problem.ts';
import type { AuditEntry } from '../domain/audit-entry.ts';
import type { AppParts } from './create-app.ts';

const AUDIT = `/api/v1/vcenters/${SAMPLE_VC_GUID}/audit`;
const headers = { [SESSION_HEADER]: SAMPLE_TOKEN };

function auditOf(entries: Iterable<AuditEntry>, asked: unknown[] = []): AppParts['audit'] {
  return {
    page: (_user, wish, place) => {
      asked.push({ ...wish, ...place });
      return Promise.resolve({ entries: [...entries], nextCursor: 7 });
    },
    all: (_user, wish) => {
      asked.push(wish);
      return Promise.resolve(entries);
    },
  };
}

/** Cells of RFC 4180, good enough for what we write: every cell is quoted. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = '']) =>
    cell.replaceAll('""', '"'),
  );
}

describe('The audit log over HTTP', () => {
  it('hands filter and page on, with times in UTC', async () => {
    const asked: unknown[] = [];
    await using app = await startApp({ audit: auditOf([sampleAuditEntry], asked) });
    const query = 'who=anna&action=start&outcome=refused&from=2026-06-01T02:00:00%2B02:00';
    const reply = await app.client.send(`${AUDIT}?${query}&to=2026-06-02&text=x&cursor=9&limit=5`, {
      headers,
    });
    expect(reply.status).withContext(reply.text).toBe(200);
    expect(reply.json()).toEqual({ entries: [sampleAuditEntry], nextCursor: 7 });
    expect(asked).toEqual([
      {
        who: 'anna',
        action: 'start',
        outcome: 'refused',
        from: '2026-06-01T00:00:00.000Z',
        to: '2026-06-02T00:00:00.000Z',
        text: 'x',
        cursor: 9,
        limit: 5,
      },
    ]);
  });

  for (const query of ['outcome=maybe', 'from=yesterday', 'limit=501', 'cursor=0', 'who='])
    it(`refuses ${query}`, async () => {
      await using app = await startApp();
      const reply = await app.client.send(`${AUDIT}?${query}`, { headers });
      expect(reply.status).toBe(400);
    });

  it('is exported as CSV that no spreadsheet takes for formulas', async () => {
    const nasty = {
      ...sampleAuditEntry,
      who: '=cmd|calc!A1',
      target: '+1',
      account: '@SUM(A1)',
      detail: '-1, "quoted"\nand another line',
    };
    await using app = await startApp({ audit: auditOf([nasty]) });
    const reply = await app.client.send(`${AUDIT}/export?format=csv`, { headers });
    expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(reply.headers['content-disposition']).toBe(
      `attachment; filename="audit-${SAMPLE_VC_GUID}.csv"`,
    );
    const [names = '', row = '', end] = reply.text.split('\r\n');
    expect(cellsOf(names)).toEqual(Object.keys(sampleAuditEntry));
    expect(cellsOf(row)).toEqual([
      '1',
      sampleAuditEntry.at,
      "'=cmd|calc!A1",
      'activity.start',
      SAMPLE_VC_GUID,
      "'+1",
      "'@SUM(A1)",
      'accepted',
      `'-1, "quoted"\nand another line`,
      '0'.repeat(64),
      'a'.repeat(64),
    ]);
    expect(end).toBe('');
  });

  it('is exported as JSON lines, each an entry with its hashes', async () => {
    const entries = [sampleAuditEntry, { ...sampleAuditEntry, sequence: 2, detail: 'a\nb' }];
    const asked: unknown[] = [];
    await using app = await startApp({ audit: auditOf(entries, asked) });
    const reply = await app.client.send(`${AUDIT}/export?format=jsonl&who=anna`, { headers });
    const lines = reply.text.trimEnd().split('\n');
    expect(lines.map((line) => auditEntrySchema.parse(JSON.parse(line)))).toEqual(entries);
    expect(asked).toEqual([{ who: 'anna' }]);
  });

  it('is read only as fast as it is sent, and no further when the reader goes away', async () => {
    const closed = Promise.withResolvers<undefined>();
    function* endless(): Generator<AuditEntry> {
      try {
        // Whoever read this without waiting for the reader would never come to an end.
        for (;;) yield sampleAuditEntry;
      } finally {
        closed.resolve(undefined);
      }
    }
    await using app = await startApp({ audit: auditOf(endless()) });
    const stream = await app.client.events(`${AUDIT}/export?format=jsonl`, headers);
    expect(stream.status).toBe(200);
    await stream[Symbol.asyncDispose]();
    await expectAsync(closed.promise).toBeResolved();
  });

  it('needs a login and the privilege, and refuses other formats', async () => {
    const refusing = () => Promise.reject(new Problem('notPermitted', 'You lack a privilege.'));
    await using app = await startApp({ audit: { page: refusing, all: refusing } });
    const get = (query: string, login: Record<string, string>) =>
      app.client.send(`${AUDIT}/export?${query}`, { headers: login });
    const refused = await get('format=csv', headers);
    expect([refused.status, problemSchema.parse(refused.json()).code]).toEqual([
      403,
      'notPermitted',
    ]);
    expect((await get('format=csv', {})).status).toBe(401);
    expect((await get('format=xml', headers)).status).toBe(400);
    expect((await get('', headers)).status).toBe(400);
  });
});
