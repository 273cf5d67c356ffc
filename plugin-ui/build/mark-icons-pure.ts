/**
 * Marks every icon of Clarity's icon module as free of side effects, so that the bundler keeps the dozen icons that we register
 * instead of all four hundred (about 1 MB in the first chunk). Clarity builds each icon by calling `renderIcon()`, which returns its
 * argument; the bundler may drop such a call only when it is annotated. Runs before each build, does nothing when it has run
 * before, and fails when Clarity's module no longer looks as expected.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const FEWEST_ICONS = 300;
const PURE = ', /*#__PURE__*/ renderIcon(';

const iconModule = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@clr/angular/package.json')),
  'fesm2022/clr-angular-icon.mjs',
);

const original = readFileSync(iconModule, 'utf8');
const patched = original.replaceAll(', renderIcon(', PURE);
const marked = patched.split(PURE).length - 1;
if (marked < FEWEST_ICONS) {
  throw new Error(
    `Expected at least ${FEWEST_ICONS} icons in ${iconModule}, found ${marked}: Clarity has changed, adapt this step.`,
  );
}
if (patched !== original) {
  // Written beside and renamed, so that a build that runs at the same time never reads half a file.
  const temporary = `${iconModule}.${process.pid}.tmp`;
  writeFileSync(temporary, patched);
  renameSync(temporary, iconModule);
  rmSync(path.join(import.meta.dirname, '../.cache/angular'), { recursive: true, force: true });
}
