import { execFileSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root: then it runs as nobody. Undefined for an ordinary user. */
export function unprivilegedUser() {
  if (!isRoot) return undefined;
  const id = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Whether others than the owner may enter every folder on the way. */
export function isReachable(path) {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Gives the folder and all below it to the user. */
export function own(path, user) {
  if (!user) return;
  chownSync(path, user.uid, user.gid);
  if (!statSync(path).isDirectory()) return;
  for (const entry of readdirSync(path)) own(join(path, entry), user);
}

/** A copy of the folder where everybody can reach it. */
export function copyOutside(folder, name) {
  const target = join(tmpdir(), name);
  if (!existsSync(join(target, '.complete'))) {
    cpSync(folder, target, { recursive: true, verbatimSymlinks: true });
    chmodSync(target, 0o755);
    mkdirSync(join(target, '.complete'), { recursive: true });
  }
  accessSync(target, constants.R_OK);
  return target;
}
