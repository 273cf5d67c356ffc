import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import express from 'express';
import type { Router } from 'express';
import { ZipFile } from 'yazl';
import { z } from 'zod';

/** Entries carry one fixed time, so that the same files always make the same archive. */
const ENTRY_TIME = new Date('2020-01-01T00:00:00Z');
const MULTI_MANIFEST = 'plugin-multi-manifest.json';
const multiManifestSchema = z.looseObject({ manifests: z.array(z.string()).min(1) });

/**
 * The files that the vSphere Client reads of a plug-in: the archive with all manifests, each manifest by itself, the icons.
 * They are read once, at start. Nobody needs to log in for them.
 * @param root folder of the manifests
 * @throws Error when the list of manifests is absent or names a file that is not there
 */
export async function pluginFiles(root: string): Promise<Router> {
  const manifests = await readManifests(root);
  const archive = await zipOf(manifests);
  const router = express.Router();
  router.get('/plugin.zip', (_req, res) => {
    res.setHeader('cache-control', 'no-cache').type('application/zip').send(archive);
  });
  for (const [name, content] of manifests) {
    router.get(`/${name}`, (_req, res) => {
      res.setHeader('cache-control', 'no-cache').type('application/json').send(content);
    });
  }
  router.use('/images', express.static(path.join(root, 'images'), { index: false }));
  return router;
}

async function readManifests(root: string): Promise<ReadonlyMap<string, Buffer>> {
  const present = await readdir(root);
  if (!present.includes(MULTI_MANIFEST)) throw new Error(`${root} holds no ${MULTI_MANIFEST}.`);
  const list = await readFile(path.join(root, MULTI_MANIFEST));
  const { manifests } = multiManifestSchema.parse(JSON.parse(list.toString('utf8')));
  const missing = manifests.filter((name) => !present.includes(name));
  if (missing.length > 0) throw new Error(`${root} lacks ${missing.join(', ')}.`);
  const files = new Map([[MULTI_MANIFEST, list]]);
  for (const name of manifests) files.set(name, await readFile(path.join(root, name)));
  return files;
}

async function zipOf(files: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of files) zip.addBuffer(content, name, { mtime: ENTRY_TIME });
  zip.end();
  return buffer(zip.outputStream);
}
