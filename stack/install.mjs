import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './paths.mjs';
import { UserError } from './report.mjs';

const run = promisify(execFile);
const MIN_NODE = [20, 19];

export function assertNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < MIN_NODE[0] || (major === MIN_NODE[0] && minor < MIN_NODE[1])) {
    throw new UserError(
      `Node ${process.versions.node} is too old: ANIKA needs Node ${MIN_NODE.join('.')} or newer.`,
    );
  }
}

/** Installs the npm packages of the lockfile unless exactly those are installed. */
export async function installPackages(report) {
  const stamp = join(root, 'node_modules', '.anika-installed');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await report.step('npm packages installed', async () => {
    await report.patiently('npm ci', 'one to three minutes, the first time and after an update', npmCi);
    writeFileSync(stamp, wanted);
  });
}

async function npmCi() {
  const running = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root });
  const end = () => running.child.kill();
  // A start that is stopped leaves no installation running behind it.
  process.once('exit', end);
  try {
    await running;
  } catch (error) {
    throw new UserError(`npm ci failed:\n${(error.stderr || error.stdout || error.message).trim()}`);
  } finally {
    process.off('exit', end);
  }
}
