import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildPortal } from './build-portal.mjs';
import { hashOf } from './hash.mjs';
import { root } from './paths.mjs';

const run = promisify(execFile);
/** The last one is a thread of topics, with a file of its own. */
const APPS = ['gateway', 'auth', 'topics', 'messages', 'dispatcher', 'schema-worker'];
const SOURCES = [
  ...APPS.map((app) => `apps/${app}`),
  'libs',
  'docs/openapi.json',
  'docs/errors.md',
  'nest-cli.json',
  'tsconfig.json',
  'package-lock.json',
];
const AT_ONCE = 2;

/** Builds the five apps and the portal into `dist/`, each unless it was built from exactly these sources. */
export async function buildAll(report) {
  await Promise.all([buildApps(report), buildPortal(report)]);
}

async function buildApps(report) {
  const stamp = join(root, 'dist', 'sources.sha256');
  const wanted = hashOf(SOURCES.map((name) => join(root, name)));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await report.step('apps built', async () => {
    const waiting = [...APPS];
    const builder = async () => {
      for (let app = waiting.shift(); app; app = waiting.shift()) await build(app);
    };
    const builders = () => Promise.all(Array.from({ length: AT_ONCE }, builder));
    await report.patiently('building the apps', 'half a minute at the most, after each change', builders);
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(stamp, wanted);
  });
}

async function build(app) {
  const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  try {
    await run(process.execPath, [nest, 'build', app], { cwd: root });
  } catch (error) {
    throw new Error(`nest build ${app} failed:\n${error.stdout}${error.stderr}`, { cause: error });
  }
}
