import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { assertNode, installPackages } from './install.mjs';
import { root } from './paths.mjs';
import { removePostgresData } from './postgres.mjs';
import { PythonEnvironment } from './python.mjs';
import { fail, Report, seconds } from './report.mjs';
import { startStack } from './stack.mjs';

const HELP = `npm test -- [options] [pattern]

Installs what is missing and runs every check on throw-away stacks of its own.

  --only NAME    one step: format, lint, types, dependencies, docs, e2e, faults,
                 unit, replicas
  --keep         keeps the throw-away stacks' folders, with their logs
  --help         this text

A pattern chooses test files by their path, in the steps with tests: npm test -- --only e2e test/story

The faults are short; in full, with a thousand messages and long outages: npm run test:faults
`;

const STEPS = ['format', 'lint', 'types', 'dependencies', 'docs', 'e2e', 'faults', 'unit', 'replicas'];

/** Settings of the throw-away stack: retries that take no minutes, and limits that parallel tests do not meet. */
const TEST_ENV = {
  REGISTRATION: 'open',
  DELIVERY_SCHEDULE: '0.2,0.3,0.5',
  CIRCUIT_SECONDS: '0.3',
  CIRCUIT_MAX_SECONDS: '0.5',
  SWEEPER_SECONDS: '2',
  PURGE_SECONDS: '5',
  FAN_OUT_CONCURRENCY: '50',
  INDEX_AFTER_SECONDS: '1',
  RATE_ADDRESS: '500r/s',
  LOGIN_ATTEMPTS_PER_ADDRESS: '10000',
  LIMIT_MESSAGES_PER_SECOND: '100000',
  LIMIT_DELIVERIES_PER_SECOND: '1000000',
};

/** The step faults, where lost work is found after seconds; in full as it is shipped. */
const FAULTS_ENV = {
  ...TEST_ENV,
  ...(process.env.FAULTS === 'full'
    ? { SWEEPER_SECONDS: '10' }
    : { SWEEPER_SECONDS: '1', SWEEPER_AGE_SECONDS: '3' }),
};
/** The step replicas: as shipped, with limits that a test can reach; the clock of one is two seconds slow. */
const REPLICAS = {
  env: { ...FAULTS_ENV, RATE_ADDRESS: '20r/s', RATE_CREDENTIAL: '50r/s' },
  replicas: { auth: 2, topics: 2, messages: 2, dispatcher: 2 },
  replicaEnv: {
    'messages-1': {
      NODE_OPTIONS: `--require ${join(root, 'test', 'replicas', 'clock.cjs')}`,
      CLOCK_OFFSET_MS: '-2000',
    },
  },
};
const TEST_MS = { e2e: 90_000, faults: 480_000, replicas: 180_000 };

const options = readOptions();
const report = new Report();
const totals = { passed: 0, failed: 0, skipped: 0 };
const children = new Set();
let stack;

process.on('SIGINT', () => void interrupt());
process.on('SIGTERM', () => void interrupt());

try {
  assertNode();
  await installPackages(report);
  await step('format', () => check('check:format'));
  await step('lint', () => check('check:lint'));
  await step('types', () => check('check:types'));
  await step('dependencies', () => check('check:dependencies'));
  await step('docs', () => check('check:docs'));
  await step('e2e', async () => onStack('e2e', { env: TEST_ENV }, { ANIKA_GUIDES: await guideTools() }));
  // Faults are mostly waited for: meanwhile the processor is free.
  const unit = unitAside();
  await step('faults', () => onStack('faults', { env: FAULTS_ENV, control: true }));
  await step('unit', async () => process.stdout.write(await unit));
  await step('replicas', () => onStack('replicas', REPLICAS));
} catch (error) {
  await stack?.stop();
  fail(error);
}
report.line(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed + totals.skipped > 0 || totals.passed === 0 ? 1 : 0);

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        only: { type: 'string' },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    if (values.only !== undefined && !STEPS.includes(values.only)) {
      throw new Error(`--only needs one of ${STEPS.join(', ')}, not “${values.only}”`);
    }
    return { ...values, patterns: positionals };
  } catch (error) {
    process.stderr.write(`Error: ${error.message}\nSee npm test -- --help\n`);
    process.exit(2);
  }
}

async function step(name, work) {
  if (options.only && options.only !== name) return;
  const start = performance.now();
  report.title(`── ${name}`);
  await work();
  report.line(`   ${seconds(start)}`);
}

/** A check without tests of its own counts as one. */
async function check(script) {
  const code = await run('npm', ['run', '--silent', script]);
  count(code === 0 ? { passed: 1 } : { failed: 1 });
}

/** Runs the unit tests and answers what they print. */
async function unitAside() {
  if (options.only && options.only !== 'unit') return '';
  const output = [];
  await jest('unit', {}, (chunk) => output.push(chunk));
  return Buffer.concat(output);
}

async function jest(project, env = {}, onOutput = undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'anika-jest-'));
  const result = join(folder, 'result.json');
  const bin = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const args = [
    bin,
    '--selectProjects',
    project,
    '--json',
    '--outputFile',
    result,
    '--testLocationInResults',
  ];
  // A failed test may leave an endpoint open: that must not keep the run from its end.
  if (TEST_MS[project]) args.push('--runInBand', '--forceExit', '--testTimeout', String(TEST_MS[project]));
  await run(process.execPath, [...args, ...options.patterns], env, onOutput);
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } =
      JSON.parse(readFileSync(result, 'utf8'));
    count({
      passed: numPassedTests,
      failed: numFailedTests + numRuntimeErrorTestSuites,
      skipped: numPendingTests + numTodoTests,
    });
  } catch {
    count({ failed: 1 });
  }
  rmSync(folder, { recursive: true, force: true });
}

/** What the guides' examples in other languages run with; answers the folder of its programs. */
async function guideTools() {
  const guides = { folder: 'guides', file: 'requirements-guides.txt', what: 'the guides’ examples' };
  return dirname(await new PythonEnvironment(report, guides).program('python'));
}

/** Runs a project's suites on a stack of its own. */
async function onStack(project, settings, env = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'anika-test-'));
  const before = totals.failed;
  stack = await startStack({ dataDir, ...settings, report });
  try {
    await jest(project, { ANIKA_STACK: stack.stateFile, ...env });
  } finally {
    await stack.stop();
    stack = undefined;
  }
  if (options.keep || totals.failed > before) report.line(`   logs of the stack: ${join(dataDir, 'logs')}`);
  else rmSync(dataDir, { recursive: true, force: true });
  if (!options.keep) removePostgresData(dataDir);
}

function run(command, args, env = {}, onOutput = undefined) {
  const output = onOutput ? 'pipe' : 'inherit';
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...env },
    });
    children.add(child);
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', onOutput);
    child.once('error', () => resolve(1));
    child.once('close', (code) => {
      children.delete(child);
      resolve(code ?? 1);
    });
  });
}

function count({ passed = 0, failed = 0, skipped = 0 }) {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
}

async function interrupt() {
  for (const child of children) child.kill('SIGTERM');
  await stack?.stop();
  process.exit(130);
}
