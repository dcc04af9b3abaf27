import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { takeLock } from './lock.mjs';
import { removePostgresData } from './postgres.mjs';
import { stopOrphans } from './process.mjs';

/** The Python environment is no data: installing it again would only take time. */
const KEPT = new Set(['python', 'lock']);

/** Deletes the data of earlier starts; refused while one runs. */
export async function takeFresh(folder) {
  const dataDir = resolve(folder);
  if (!existsSync(dataDir)) return;
  mkdirSync(dataDir, { recursive: true });
  const release = takeLock(dataDir);
  await stopOrphans(dataDir);
  for (const entry of readdirSync(dataDir)) {
    if (!KEPT.has(entry)) rmSync(join(dataDir, entry), { recursive: true, force: true });
  }
  removePostgresData(dataDir);
  release();
}
