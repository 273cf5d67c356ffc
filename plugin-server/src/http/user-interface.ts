import { readFile } from 'node:fs/promises';
import path from 'node:path';
import express from 'express';
import type { RequestHandler, Router } from 'express';
import { Problem } from '../domain/problem.ts';
import { contextOf } from './request-context.ts';

/** Stands in the built index.html where the page's nonce goes. */
const NONCE_PLACEHOLDER = /CSP_NONCE/g;
/** The build puts a hash of the content into a file's name: `chunk-29z7IXiX.js`. */
const HASHED_NAME = /-[A-Za-z0-9_-]{8}\.(js|css|woff2?|svg|png)$/;

/**
 * The built user interface below `/ui`. The page gets a fresh nonce at each request and is never cached; files with a hash in their
 * name are cached for a year.
 * @param root folder of the build; read at each request for the page, so that a rebuild shows at once
 */
export function userInterface(root: string): Router {
  const router = express.Router();
  const sendPage: RequestHandler = async (req, res) => {
    const page = await readPage(path.join(root, 'index.html'));
    res
      .setHeader('cache-control', 'no-store')
      .type('html')
      .send(page.replace(NONCE_PLACEHOLDER, contextOf(req).nonce));
  };
  router.get(['/', '/index.html'], sendPage);
  router.use(
    express.static(root, {
      index: false,
      redirect: false,
      setHeaders: (res, file) => {
        const isHashed = HASHED_NAME.test(path.basename(file));
        res.setHeader(
          'cache-control',
          isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    }),
  );
  return router;
}

async function readPage(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    // Expected: ENOENT, the user interface was not built yet.
    const detail = 'The user interface has not been built; run the build and load the page again.';
    throw new Problem('notFound', detail, { cause: error });
  }
}
