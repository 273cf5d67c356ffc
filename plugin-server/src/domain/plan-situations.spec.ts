import { describePlans, planOf } from '../../testing/plan-table.ts';
import { maintenance, prerequisites, privileges } from '../../testing/plan-situations/preflight.ts';
import { removals, usersOfTheFilter } from '../../testing/plan-situations/removal.ts';
import { kits, states } from '../../testing/plan-situations/states.ts';
import { FINDING_CODES } from './finding.ts';

describePlans('the plan, by what the cluster has,', states);
describePlans('the plan, by ESXi version and bundle,', kits);
describePlans('the plan, by what has to be true of the cluster and its hosts,', prerequisites);
describePlans('the plan, by maintenance mode, reboots and DRS,', maintenance);
describePlans('the plan, by what the accounts may do,', privileges);
describePlans('the plan, when the filter shall go,', removals);
describePlans('the plan, by who uses the filter that shall go,', usersOfTheFilter);

const situations = [
  ...states,
  ...kits,
  ...prerequisites,
  ...maintenance,
  ...privileges,
  ...removals,
  ...usersOfTheFilter,
];

describe('the situations above', () => {
  const findings = situations.flatMap((row) => planOf(row).findings);

  it('show every finding that a plan can have', () => {
    const shown = new Set(findings.map(({ code }) => code));
    const elsewhere = ['standaloneHost', 'vmNotEligible', 'recordedMachinesGone'];

    expect(FINDING_CODES.filter((code) => !shown.has(code) && !elsewhere.includes(code))).toEqual(
      [],
    );
  });

  it('each have a reason and a remedy in whole sentences, and no remedy where nothing has to be done', () => {
    const halfSaid = findings.filter(
      ({ reason, remedy, severity }) =>
        !/^\S.*[.]$/.test(reason) ||
        remedy.startsWith('Nothing') ||
        !(severity === 'info' ? /^([A-Z].*[.])?$/ : /^[A-Z].*[.]$/).test(remedy),
    );

    expect(halfSaid).toEqual([]);
  });

  it('have different words', () => {
    const words = situations.map(({ situation, wish }) => `${wish?.desired ?? ''} ${situation}`);

    expect(new Set(words).size).toBe(words.length);
  });
});
