import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Router } from 'express';

const here = (path: string): string =>
  fileURLToPath(new URL(`../../browser/${path}`, import.meta.url));

/** The shell has no inline script; Clarity's style sheet holds its fonts as `data:`. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // lit writes the first value of a style as an attribute.
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>vSphere Client</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/ui/assets/clr-ui.min.css" />
    <link rel="stylesheet" href="/ui/assets/shell.css" />
    <script type="module" src="/ui/assets/shell.js"></script>
  </head>
  <body cds-text="body"><div id="shell"></div></body>
</html>
`;

/** The built files of the browser half. */
export interface ShellAssets {
  readonly shellScript: string;
  readonly sdkScript: string;
  readonly style: string;
}

/** Bundles the browser half; takes well under a second. */
export async function buildShellAssets(): Promise<ShellAssets> {
  const [shellScript, sdkScript, style] = await Promise.all([
    bundle('shell/main.ts', 'esm'),
    bundle('sdk/main.ts', 'iife'),
    styleSheet(),
  ]);
  return { shellScript, sdkScript, style };
}

async function bundle(entry: string, format: 'esm' | 'iife'): Promise<string> {
  const result = await build({
    entryPoints: [here(entry)],
    bundle: true,
    write: false,
    format,
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  return result.outputFiles[0]?.text ?? '';
}

async function styleSheet(): Promise<string> {
  const names = ['frame', 'navigator', 'object', 'overlays', 'tables', 'theme'];
  const sheets = await Promise.all(
    names.map((name) => readFile(here(`styles/${name}.css`), 'utf8')),
  );
  return sheets.join('\n');
}

/** Serves the page of the shell and its files below `/ui`. */
export function shellAssetRoutes(assets: ShellAssets): Router {
  const clarity = createRequire(import.meta.url).resolve('@clr/ui/clr-ui.min.css');
  const router = Router();
  router.get(['/', '/login'], (_request, response) => {
    response.set('content-security-policy', contentSecurityPolicy).type('html').send(page);
  });
  router.get('/assets/shell.js', (_request, response) => {
    response.type('js').send(assets.shellScript);
  });
  router.get('/assets/shell.css', (_request, response) => {
    response.type('css').send(assets.style);
  });
  router.get('/assets/clr-ui.min.css', (_request, response) => {
    response.sendFile(clarity, { maxAge: '1d' });
  });
  return router;
}
