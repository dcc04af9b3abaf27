import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll } from './build-apps.mjs';
import { assertNode, installPackages } from './install.mjs';
import { root } from './paths.mjs';
import { PythonEnvironment } from './python.mjs';
import { fail } from './report.mjs';
import { TestLane } from './test-lane.mjs';

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
  CIRCUIT_MAX_SECONDS: '0.3',
  SWEEPER_SECONDS: '2',
  // Later than tests wait: what is lost turns them red, before it is found again.
  SWEEPER_AGE_SECONDS: '120',
  PURGE_SECONDS: '1',
  FAN_OUT_CONCURRENCY: '50',
  INDEX_AFTER_SECONDS: '3',
  RATE_ADDRESS: '500r/s',
  LOGIN_ATTEMPTS_PER_ADDRESS: '10000',
  LIMIT_MESSAGES_PER_SECOND: '100000',
  LIMIT_DELIVERIES_PER_SECOND: '1000000',
};

/** The step faults, where lost work is found after seconds; in full as it is shipped. */
const FAULTS_ENV = {
  ...TEST_ENV,
  ...(process.env.FAULTS === 'full'
    ? { SWEEPER_SECONDS: '10', SWEEPER_AGE_SECONDS: '30' }
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

const options = readOptions();
const main = new TestLane({ ...options, printsAtOnce: true });
const aside = new TestLane({ ...options, printsAtOnce: options.only !== undefined });

process.on('SIGINT', () => void interrupt());
process.on('SIGTERM', () => void interrupt());

try {
  assertNode();
  await installPackages(main.report);
  await main.step('format', () => main.check('check:format'));
  await main.step('lint', () => main.check('check:lint'));
  await main.step('types', () => main.check('check:types:apps', 'check:types:portal'));
  await main.step('dependencies', () => main.check('check:dependencies'));
  await main.step('docs', () => main.check('check:docs'));
  if (!options.only) await prepare();
  await Promise.all([main.step('e2e', runE2e), runAside()]);
  aside.print();
} catch (error) {
  aside.print();
  await TestLane.stop();
  fail(error);
}
const { passed, failed, skipped } = TestLane.totals;
main.report.line(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed + skipped > 0 || passed === 0 ? 1 : 0);

/** What both lanes need, made once. */
async function prepare() {
  await buildAll(main.report);
  await new PythonEnvironment(main.report).program('python');
}

async function runE2e() {
  await main.onStack('e2e', { env: TEST_ENV }, { ANIKA_GUIDES: await guideTools() });
}

/** Faults are mostly waited for: meanwhile the processor is free. */
async function runAside() {
  await aside.step('faults', () => aside.onStack('faults', { env: FAULTS_ENV, control: true }));
  await aside.step('replicas', () => aside.onStack('replicas', REPLICAS));
  await aside.step('unit', () => aside.jest('unit'));
}

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

/** What the guides' examples in other languages run with; answers the folder of its programs. */
async function guideTools() {
  const guides = { folder: 'guides', file: 'requirements-guides.txt', what: 'the guides’ examples' };
  return dirname(await new PythonEnvironment(main.report, guides).program('python'));
}

async function interrupt() {
  await TestLane.stop();
  process.exit(130);
}
