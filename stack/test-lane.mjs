import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { removePostgresData } from './postgres.mjs';
import { Report, seconds } from './report.mjs';
import { startStack } from './stack.mjs';

const TEST_MS = { e2e: 90_000, faults: 480_000, replicas: 180_000 };

/** Steps of the tests, one after another; lanes may run side by side, of which one at most prints at once. */
export class TestLane {
  /** What all lanes have run. */
  static totals = { passed: 0, failed: 0, skipped: 0 };
  static #children = new Set();
  /** Promises: one that is being started is stopped, too. */
  static #stacks = new Set();
  static #isStopped = false;
  #kept = [];

  /** @param {{ only?: string, keep: boolean, patterns: string[], printsAtOnce: boolean }} options */
  constructor(options) {
    this.options = options;
    this.write = options.printsAtOnce
      ? (text) => process.stdout.write(text)
      : (text) => void this.#kept.push(Buffer.from(text));
    this.report = new Report({ write: this.write });
  }

  /** Ends what all lanes have started. */
  static async stop() {
    this.#isStopped = true;
    for (const child of this.#children) child.kill('SIGTERM');
    const stacks = await Promise.allSettled(this.#stacks);
    await Promise.all(stacks.map(({ value }) => value?.stop()));
  }

  print() {
    process.stdout.write(Buffer.concat(this.#kept));
  }

  async step(name, work) {
    if (TestLane.#isStopped || (this.options.only && this.options.only !== name)) return;
    const start = performance.now();
    this.report.title(`── ${name}`);
    await work();
    this.report.line(`   ${seconds(start)}`);
  }

  /** Scripts of the package without tests of their own count as one. */
  async check(...scripts) {
    const codes = await Promise.all(scripts.map((script) => this.#run('npm', ['run', '--silent', script])));
    count(codes.every((code) => code === 0) ? { passed: 1 } : { failed: 1 });
  }

  async jest(project, env = {}) {
    const { patterns } = this.options;
    const folder = mkdtempSync(join(tmpdir(), 'anika-jest-'));
    const result = join(folder, 'result.json');
    const bin = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
    const args = ['--selectProjects', project, '--json', '--outputFile', result, '--testLocationInResults'];
    // A failed test may leave an endpoint open: that must not keep the run from its end.
    if (TEST_MS[project]) args.push('--runInBand', '--forceExit', '--testTimeout', String(TEST_MS[project]));
    await this.#run(process.execPath, [bin, ...args, ...patterns], env);
    try {
      const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } =
        JSON.parse(readFileSync(result, 'utf8'));
      const failed = numFailedTests + numRuntimeErrorTestSuites;
      count({ passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests });
      return failed === 0;
    } catch {
      count({ failed: 1 });
      return false;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Runs a project's suites on a stack of its own. */
  async onStack(project, settings, env = {}) {
    const { report, options } = this;
    const dataDir = mkdtempSync(join(tmpdir(), 'anika-test-'));
    const starting = startStack({ dataDir, ...settings, report });
    TestLane.#stacks.add(starting);
    const stack = await starting;
    const passed = await this.jest(project, { ANIKA_STACK: stack.stateFile, ...env });
    await stack.stop();
    TestLane.#stacks.delete(starting);
    if (options.keep || !passed) report.line(`   logs of the stack: ${join(dataDir, 'logs')}`);
    else rmSync(dataDir, { recursive: true, force: true });
    if (!options.keep) removePostgresData(dataDir);
  }

  #run(command, args, env = {}) {
    if (TestLane.#isStopped) return Promise.resolve(1);
    const isShown = this.options.printsAtOnce;
    const output = isShown ? 'inherit' : 'pipe';
    return new Promise((resolve) => {
      const child = spawn(command, args, {
        cwd: root,
        stdio: ['ignore', output, output],
        env: { ...process.env, ...env },
      });
      TestLane.#children.add(child);
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', this.write);
      child.once('error', () => resolve(1));
      child.once('close', (code) => {
        TestLane.#children.delete(child);
        resolve(code ?? 1);
      });
    });
  }
}

function count({ passed = 0, failed = 0, skipped = 0 }) {
  TestLane.totals.passed += passed;
  TestLane.totals.failed += failed;
  TestLane.totals.skipped += skipped;
}
