import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onPath, root } from './paths.mjs';
import { UserError } from './report.mjs';

const run = promisify(execFile);
const SERVERS = { folder: 'python', file: 'requirements.txt', what: 'database servers' };

/** Where the Python environment's programs are, installed on first use. One environment serves all data folders. */
export class PythonEnvironment {
  #installed;

  constructor(report, { folder, file, what } = SERVERS) {
    this.report = report;
    this.folder = join(root, '.anika', folder);
    this.requirements = join(root, 'stack', file);
    this.what = what;
  }

  /** The path of a program of the environment, such as `redis-server`. */
  async program(name) {
    await (this.#installed ??= this.#install());
    return join(this.folder, 'bin', name);
  }

  async python(code) {
    const { stdout } = await run(await this.program('python'), ['-c', code]);
    return stdout.trim();
  }

  async #install() {
    const wanted = createHash('sha256').update(readFileSync(this.requirements)).digest('hex');
    const stamp = join(this.folder, '.anika-installed');
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
    const python = await findPython();
    await this.report.step(`Python packages installed (${this.what})`, async () => {
      rmSync(this.folder, { recursive: true, force: true });
      await this.report.patiently(
        'pip install',
        'up to 200 MB: half a minute to two, the first time and after an update',
        () => this.#create(python),
      );
      writeFileSync(stamp, wanted);
    });
  }

  async #create(python) {
    const options = ['--quiet', '--disable-pip-version-check', '--require-hashes', '--only-binary=:all:'];
    try {
      await run(python, ['-m', 'venv', this.folder]);
      const pip = join(this.folder, 'bin', 'python');
      await run(pip, ['-m', 'pip', 'install', ...options, '-r', this.requirements]);
    } catch (error) {
      throw new UserError(
        `The Python packages could not be installed: ${(error.stderr || error.message).trim()}`,
      );
    }
  }
}

/** A Python that the wheels exist for. */
async function findPython() {
  const names = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
  for (const name of names) {
    const file = onPath(name);
    if (!file) continue;
    const { stdout } = await run(file, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']).catch(
      () => ({ stdout: '' }),
    );
    const [major, minor] = stdout.trim().split('.').map(Number);
    if (major === 3 && minor >= 10 && minor <= 13) return file;
  }
  throw new UserError(
    'Python 3.10 to 3.13 is needed for the database servers and was not found on the PATH. Install it, or give servers of ' +
      'your own: MONGO_URL, REDIS_URL, NGINX_BIN (see README).',
  );
}
