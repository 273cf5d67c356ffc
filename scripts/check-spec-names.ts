import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { specProblems } from './run/spec-names.ts';

const root = resolve(import.meta.dirname, '..');
const folders = ['plugin-server', 'plugin-ui', 'e2e', 'scripts', 'manifest'];
const problems = folders.flatMap((folder) => {
  const paths = globSync(`${folder}/**/*.spec.ts`, {
    cwd: root,
    exclude: (name) => name.includes('node_modules'),
  });
  return specProblems(
    paths.map((path) => ({ path, text: readFileSync(resolve(root, path), 'utf8') })),
  );
});
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
