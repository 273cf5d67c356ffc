import type { Job } from './job.ts';

const check = (name: string, ...command: [string, ...string[]]): Job => ({
  name,
  command,
  kind: 'check',
});

const lint = (name: string, ...folders: string[]): Job => {
  const cache = ['--cache', '--cache-strategy=content', `--cache-location=.cache/eslint/${name}`];
  return check(`lint ${name}`, 'eslint', '--max-warnings=0', ...cache, ...folders);
};

const types = (folder: string): Job => {
  const incremental = ['--incremental', '--tsBuildInfoFile', `.cache/tsc/${folder}.tsbuildinfo`];
  return check(
    `types ${folder}`,
    'tsc',
    '-p',
    `${folder}/tsconfig.json`,
    '--noEmit',
    ...incremental,
  );
};

/** Everything that `npm run check` looks at: lint, types, spec names, format. The longest come first. */
export const checkJobs: readonly Job[] = [
  lint('e2e', 'e2e'),
  lint('plugin-server', 'plugin-server'),
  lint('plugin-ui', 'plugin-ui'),
  { ...check('types plugin-ui', 'ngc', '-p', 'plugin-ui/tsconfig.json', '--noEmit') },
  types('e2e'),
  types('plugin-server'),
  lint('scripts', 'scripts'),
  types('scripts'),
  check('format', 'prettier', '--check', '--cache', '--cache-location=.cache/prettier', '.'),
  check('spec names', 'node', 'scripts/check-spec-names.ts'),
];
