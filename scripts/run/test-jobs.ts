import type { Provision } from '../setup/chromium.ts';
import type { Job } from './job.ts';

/** What the set-up found for the tests. */
export interface Provisions {
  readonly chromium: Provision;
  readonly schemas: Provision;
  readonly pyvmomi: Provision;
}

const jasmine = (name: string, config: string): Job => ({
  name,
  command: ['node', 'node_modules/jasmine/bin/jasmine.js', `--config=${config}`],
  kind: 'suite',
});

/** Marks a job as one that needs something, and skips it where that is missing. */
function needs(job: Job, provision: Provision): Job {
  return provision.found ? job : { ...job, skipped: provision.reason };
}

/** Stands in the list of results when the schemas are missing, so that nobody takes the run for a complete one. */
function missingSchemas(schemas: Provision): Job[] {
  if (schemas.found) return [];
  return [{ name: 'schema gate', command: ['true'], kind: 'check', skipped: schemas.reason }];
}

/** All suites of `npm test`. */
export function testJobs({ chromium, schemas, pyvmomi }: Provisions): Job[] {
  const gate = { RTR_SCHEMA_GATE: schemas.found ? '1' : '0' };
  const browser: Record<string, string> = chromium.found ? { CHROME_BIN: chromium.path } : {};
  const build: Job = {
    name: 'UI build',
    command: ['npm', 'run', '--silent', 'build', '-w', 'plugin-ui'],
    kind: 'check',
    lane: 'plugin-ui',
  };
  const ui: Job = {
    name: 'UI specs',
    command: ['npm', 'test', '--silent', '-w', 'plugin-ui'],
    kind: 'suite',
    lane: 'plugin-ui',
    env: browser,
  };
  const conformance: Job = {
    name: 'conformance',
    command: ['node', 'e2e/conformance/run.ts'],
    kind: 'suite',
    env: gate,
  };
  const stories: Job = {
    ...jasmine('browser stories', 'e2e/specs/jasmine.json'),
    env: { ...gate, ...browser },
    after: ['UI build'],
  };
  return [
    build,
    { ...jasmine('server specs', 'plugin-server/jasmine.json'), env: gate },
    needs(ui, chromium),
    { ...jasmine('e2e specs', 'e2e/jasmine.json'), env: gate },
    jasmine('crash specs', 'e2e/crash/jasmine.json'),
    needs(stories, chromium),
    needs(conformance, pyvmomi),
    { ...jasmine('scripts specs', 'scripts/jasmine.json'), env: { ...gate, ...browser } },
    ...missingSchemas(schemas),
  ];
}
