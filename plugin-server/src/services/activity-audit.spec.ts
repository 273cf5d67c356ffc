import { Subject } from 'rxjs';
import { sampleActivity } from '../../testing/sample-world.ts';
import { MemoryActivityStore } from '../../testing/memory-activity-store.ts';
import { MemoryAuditLog } from '../../testing/memory-audit-log.ts';
import { SilentLog } from '../../testing/silent-log.ts';
import type { Activity, ClusterActivity } from '../domain/activity.ts';
import { ActivityAudit, startOutcome } from './activity-audit.ts';
import { AuditTrail } from './audit-trail.ts';

function withCluster(changes: Partial<ClusterActivity>): Activity {
  const clusters = sampleActivity.clusters.map((cluster) => ({ ...cluster, ...changes }));
  return { ...sampleActivity, clusters };
}

describe('ActivityAudit', () => {
  let audit: MemoryAuditLog;
  let store: MemoryActivityStore;
  let changes: Subject<Activity>;

  beforeEach(() => {
    audit = new MemoryAuditLog();
    store = new MemoryActivityStore();
    changes = new Subject();
  });

  function start(): ActivityAudit {
    const activityAudit = new ActivityAudit(audit, new SilentLog());
    activityAudit.start([sampleActivity.vcGuid], { store, runner: { changes } });
    return activityAudit;
  }
  const seen = () => audit.entries.map(({ action, outcome }) => `${action} ${outcome}`);

  it('records each end once, however often the activity changes afterwards', () => {
    start();
    changes.next(withCluster({ state: 'running' }));
    changes.next(withCluster({ state: 'succeeded' }));
    changes.next(withCluster({ state: 'succeeded', progress: 100 }));
    expect(seen()).toEqual(['activity.end succeeded']);
    expect(audit.entries[0]).toEqual(
      jasmine.objectContaining({
        who: sampleActivity.initiatedBy,
        account: sampleActivity.serviceAccount,
        target: 'Production (domain-c8)',
      }),
    );
  });

  it('says why a cluster failed, and that one was cancelled', () => {
    start();
    const problem = {
      code: 'internal',
      title: 'It broke',
      detail: 'A wire was loose.',
      remedy: null,
      rawFault: null,
    };
    changes.next(withCluster({ state: 'failed', problem }));
    changes.next({ ...withCluster({ state: 'cancelled' }), id: 'another' });
    expect(seen()).toEqual(['activity.end failed', 'activity.end failed']);
    expect(audit.entries[0]?.detail).toContain('failed. It broke: A wire was loose.');
    expect(audit.entries[1]?.detail).toContain('was cancelled.');
  });

  it('tells how many machines changed their storage policy', () => {
    start();
    const policies = { total: 12, succeeded: 10, failed: 2, cancelled: 0 };
    changes.next(withCluster({ action: 'skip', state: 'failed', policies }));
    expect(audit.entries[0]?.detail).toContain(
      'policies of virtual machines (10 of 12 changed) failed.',
    );
    const started = startOutcome(withCluster({ action: 'skip', policies }));
    expect(started.detail).toContain('policies of 12 virtual machines of Production.');
  });

  it('makes good at the start what a crash swallowed, and only that', async () => {
    const ended = withCluster({ state: 'succeeded' });
    store.save(ended);
    start();
    expect(seen()).toEqual(['activity.start accepted', 'activity.end succeeded']);
    start();
    const user = { userName: 'u', fullName: 'u', vcGuid: ended.vcGuid, sessionKey: 'k' };
    const intent = { user, action: 'activity.start', target: '' };
    await new AuditTrail(audit).record(intent, () => Promise.resolve(ended), startOutcome);
    expect(audit.entries.length).toBe(2);
  });

  it('lets the runner go on when the log cannot be written, and stops when it is told to', () => {
    const log = new SilentLog();
    const full = {
      append: () => {
        throw new Error('The disk is full.');
      },
      appendOnce: () => {
        throw new Error('The disk is full.');
      },
    };
    const activityAudit = new ActivityAudit(full, log);
    activityAudit.start([], { store, runner: { changes } });
    changes.next(withCluster({ state: 'succeeded' }));
    expect(log.lines.map(({ level }) => level)).toEqual(['error']);
    activityAudit.stop();
    expect(changes.observed).toBeFalse();
  });
});
