import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProgram } from './process.mjs';
import { UserError } from './report.mjs';

/** One start a data folder. The lock of a process that is gone is taken over. */
export function takeLock(dataDir) {
  const file = join(dataDir, 'lock');
  for (let round = 0; round < 2; round += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const pid = Number(readFileSync(file, 'utf8'));
      if (pid && pid !== process.pid && isProgram(pid, 'node')) {
        throw new UserError(
          `Another start uses ${dataDir} (process ${pid}). Stop it, or choose another folder by --data.`,
        );
      }
      rmSync(file, { force: true });
    }
  }
  throw new UserError(`The lock ${file} could not be taken. Is another start just beginning?`);
}
