import type { AuditEntry } from '@contract/audit';
import { vcGuid } from '../../testing/contract-builders';
import { aProblem } from '../../testing/fake-plugin-server';
import { AppTesting } from '../../testing/provide-app-testing';
import { until } from '../../testing/until';
import { ViewHarness } from '../../testing/view-harness';
import { auditFilter } from './audit-filter';
import { AuditPage } from './audit-page';
import { HomeVcenter } from './home-vcenter';

function anEntry(sequence: number, over: Partial<AuditEntry> = {}): AuditEntry {
  return {
    sequence,
    at: '2026-01-15T10:00:00.000Z',
    who: 'LAB\\anna',
    action: 'activity.start',
    vcGuid,
    target: `Cluster ${sequence}`,
    account: 'LAB\\rtr-service',
    outcome: 'accepted',
    detail: '',
    previousHash: '',
    hash: '',
    ...over,
  };
}

describe('the audit page', () => {
  let app: AppTesting;

  beforeEach(() => {
    app = new AppTesting(HomeVcenter);
    app.server.answer('GET', '/audit', (request) =>
      request.params.get('cursor') === null
        ? { entries: [anEntry(9)], nextCursor: 9 }
        : { entries: [anEntry(8)], nextCursor: null },
    );
  });

  it('shows the newest entries and goes on to older ones', async () => {
    const page = new ViewHarness(AuditPage);
    await page.sees('Cluster 9');
    await page.press('Show older entries');
    await page.sees('Cluster 8');

    expect(page.all('tbody tr').map((row) => row.dataset['sequence'])).toEqual(['9', '8']);
    expect(page.hasButton('Show older entries')).toBeFalse();
  });

  it('filters', async () => {
    const page = new ViewHarness(AuditPage);
    await page.sees('Cluster 9');
    await page.type('input[name=who]', 'anna');
    await page.press('Filter');
    await until('the request', () => app.server.requestsTo('GET', '/audit').length === 2);

    expect(app.server.requestsTo('GET', '/audit')[1]?.params.get('who')).toBe('anna');
  });

  it('takes the filtered log along as a file', async () => {
    app.server.answer('GET', '/audit/export', () => new Blob(['a,b']));
    const page = new ViewHarness(AuditPage);
    await page.sees('Cluster 9');
    const clicks = spyOn(HTMLAnchorElement.prototype, 'click');
    await page.press('Export JSON lines');
    await until('the file', () => clicks.calls.count() === 1);

    const [request] = app.server.requestsTo('GET', '/audit/export');
    expect(request?.params.get('format')).toBe('jsonl');
    expect((clicks.calls.first().object as HTMLAnchorElement).download).toBe(
      'io-filter-audit.jsonl',
    );
  });

  it('says who may not look', async () => {
    app.server.answer('GET', '/audit', () => aProblem({ detail: 'You need Diagnostics.' }));
    const page = new ViewHarness(AuditPage);

    await page.sees('You need Diagnostics.');

    expect(page.find('tbody')).toBeNull();
  });

  it('makes days out of dates, and leaves empty fields out', () => {
    const form = new FormData();
    form.set('who', ' anna ');
    form.set('text', '');
    form.set('outcome', 'unknown');
    form.set('from', '2026-01-15');

    const filter = auditFilter(form);

    expect(Object.keys(filter)).toEqual(['who', 'from']);
    expect(filter.who).toBe('anna');
    expect(filter.from).toBe(new Date('2026-01-15T00:00:00').toISOString());
  });
});
