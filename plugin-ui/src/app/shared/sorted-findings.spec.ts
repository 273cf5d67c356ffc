import { aFinding } from '../../testing/contract-builders';
import { countFindings, sortedFindings } from './sorted-findings';

describe('findings', () => {
  const findings = [
    aFinding({ code: 'a', severity: 'info' }),
    aFinding({ code: 'b', severity: 'blocker' }),
    aFinding({ code: 'c', severity: 'warning' }),
    aFinding({ code: 'd', severity: 'blocker' }),
  ];

  it('are shown with the worst first, otherwise as they came', () => {
    expect(sortedFindings(findings).map(({ code }) => code)).toEqual(['b', 'd', 'c', 'a']);
  });

  it('are counted by severity', () => {
    expect(countFindings(findings)).toEqual({ blocker: 2, warning: 1, info: 1 });
  });
});
