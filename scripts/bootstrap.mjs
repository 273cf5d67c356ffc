#!/usr/bin/env node
// Runs a script of this project on Node 24, on a machine that may only have Node 20 and no node_modules yet. Plain JavaScript without
// packages for that reason. `npm ci` brings Node 24 (the node-<os>-<cpu> packages), so: install when needed, then start the script on it.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * MiB of each half of the young generation. Under steady work V8 would let it grow fourfold, although nothing more lives in it: memory that a
 * server which runs for months does not need.
 */
const nodeOptions = ['--max-semi-space-size=16'];

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const neededNode = [24, 15];
const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules', '.installed-lock-sha256');
const npmMarker = join(root, 'node_modules', '.package-lock.json');

/** Whether a version like `24.21.0` is at least the needed one. */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > neededNode[0] || (major === neededNode[0] && minor >= neededNode[1]);
}

/** Whether node_modules is the one that the lock file asks for: our stamp says so, or npm wrote its marker after the lock (`npm install`). */
function isInstalled(lockHash) {
  if (!existsSync(npmMarker)) return false;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash) return true;
  return statSync(npmMarker).mtimeMs >= statSync(lockFile).mtimeMs;
}

function installPackages() {
  const lockHash = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (!isInstalled(lockHash)) {
    console.log('Installing the packages of package-lock.json (npm ci) ...');
    const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (run.status !== 0) {
      console.error(
        'npm ci failed: see its message above. Check that npm reaches its registry, then start again.',
      );
      process.exit(run.status ?? 1);
    }
  }
  writeFileSync(stampFile, lockHash);
}

/** The Node to run on: this one when it is new enough, else the one that npm installed; undefined when there is none. */
function findNode() {
  if (isNodeNewEnough(process.versions.node)) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', binary);
  return existsSync(path) ? path : undefined;
}

function start(node, [script, ...scriptArguments]) {
  const child = spawn(node, [...nodeOptions, resolve(root, script), ...scriptArguments], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`Cannot start ${node}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    process.exit(code ?? (signal === 'SIGINT' ? 130 : 143));
  });
}

function main() {
  const commandLine = process.argv.slice(2);
  if (commandLine.length === 0) {
    console.error('Usage: node scripts/bootstrap.mjs SCRIPT [ARGUMENTS]');
    process.exit(2);
  }
  if (Number(process.versions.node.split('.')[0]) < 20) {
    console.error(
      `Node ${process.versions.node} is too old to start from. Install Node 20 or newer.`,
    );
    process.exit(1);
  }
  installPackages();
  const node = findNode();
  if (node === undefined) {
    console.error(
      `This project runs on Node ${neededNode.join('.')} or newer; this is ${process.versions.node}, and npm has no Node package for ` +
        `${process.platform} on ${process.arch} (or optional packages are switched off).\n` +
        'Install Node 24 (https://nodejs.org or your package manager) and start again.',
    );
    process.exit(1);
  }
  start(node, commandLine);
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  main();
