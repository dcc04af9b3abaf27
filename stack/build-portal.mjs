import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hashOf } from './hash.mjs';
import { root } from './paths.mjs';

const run = promisify(execFile);
const OUT = join(root, 'dist', 'apps', 'portal');
const SOURCES = ['apps/portal', 'libs/client', 'tsconfig.json', 'package-lock.json'];

/** Builds the portal unless it was built from exactly these sources. Tabs that are open still ask for the files of the build before: those stay. */
export async function buildPortal(report) {
  const stamp = join(OUT, 'sources.sha256');
  const wanted = hashOf(SOURCES.map((name) => join(root, name)));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await report.step('portal built', async () => {
    const before = builtFiles();
    await report.patiently('building the portal', 'half a minute at the most, after each change', build);
    const kept = new Set([...before, ...builtFiles()]);
    const assets = join(OUT, 'assets');
    for (const name of readdirSync(assets)) {
      if (!kept.has(`assets/${name}`)) rmSync(join(assets, name));
    }
    writeFileSync(stamp, wanted);
  });
}

async function build() {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const config = join(root, 'apps', 'portal', 'vite.config.mts');
  try {
    await run(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'warn'], { cwd: root });
  } catch (error) {
    throw new Error(`The portal could not be built:\n${error.stdout}${error.stderr}`, { cause: error });
  }
}

/** The files of the last build, as its manifest says. */
function builtFiles() {
  const manifest = join(OUT, 'manifest.json');
  if (!existsSync(manifest)) return [];
  return Object.values(JSON.parse(readFileSync(manifest, 'utf8'))).flatMap(
    ({ file, css = [], assets = [] }) => [file, ...css, ...assets],
  );
}
