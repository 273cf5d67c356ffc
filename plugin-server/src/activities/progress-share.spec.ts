import {
  pendingStep,
  POLICY_STEP_ORDER,
  REMOVAL_STEP_ORDER,
  STEP_ORDER,
} from '../domain/new-activity.ts';
import { filterPercent, policyPercent } from './progress-share.ts';

const HALF_DONE = { total: 8, succeeded: 2, failed: 1, cancelled: 1 };

describe('the progress of a cluster', () => {
  it('is that of its hosts when no machine is changed', () => {
    const steps = STEP_ORDER.map(pendingStep);

    expect(filterPercent({ steps, policies: null }, 60)).toBe(60);
    expect(filterPercent({ steps: REMOVAL_STEP_ORDER.map(pendingStep), policies: null }, 60)).toBe(
      60,
    );
  });

  it('is that of its machines when no host is worked on', () => {
    const steps = POLICY_STEP_ORDER.map(pendingStep);

    expect(policyPercent({ steps }, HALF_DONE)).toBe(50);
    expect(policyPercent({ steps }, { ...HALF_DONE, total: 0 })).toBe(100);
  });

  it('never goes back when machines follow the hosts', () => {
    const steps = [...STEP_ORDER, ...POLICY_STEP_ORDER].map(pendingStep);

    expect(filterPercent({ steps, policies: HALF_DONE }, 100)).toBe(50);
    expect(policyPercent({ steps }, HALF_DONE)).toBe(75);
  });

  it('never goes back in a removal, where machines come first', () => {
    const steps = REMOVAL_STEP_ORDER.map(pendingStep);

    expect(policyPercent({ steps }, { ...HALF_DONE, succeeded: 6 })).toBe(50);
    expect(filterPercent({ steps, policies: HALF_DONE }, 40)).toBe(70);
  });
});
