import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removePostgresData } from '../stack/postgres.mjs';
import { startStack } from '../stack/stack.mjs';
import { cpuSeconds } from './cpu.mjs';
import { measure } from './measure.mjs';
import { readOptions } from './options.mjs';
import { prepare } from './platform.mjs';
import { Receiver } from './receiver.mjs';
import { printReport } from './report.mjs';
import { runSearch } from './search.mjs';
import { runScenario } from './scenarios.mjs';

/** What one partner may publish is what is measured, unless its limits are. */
const UNLIMITED = { LIMIT_MESSAGES_PER_SECOND: '100000', LIMIT_DELIVERIES_PER_SECOND: '1000000' };

const options = readOptions();
const receiver = new Receiver();
let stack;

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void interrupt());

try {
  await receiver.listen();
  if (options.scenario === 'search') await onFreshStack((fresh) => runSearch(options, fresh));
  else if (options.scenario) await runScenario(options, onFreshStack, receiver);
  else await onFreshStack(runOnce);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 3;
} finally {
  receiver.close();
}

/** Does the work on a throw-away stack, of which nothing is left unless it fails. */
async function onFreshStack(work, { limited = false } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'anika-bench-'));
  stack = await startStack({
    dataDir,
    port: 0,
    env: { REGISTRATION: 'open', LOG_LEVEL: 'warn', ...(!limited && UNLIMITED) },
  });
  let isDone = false;
  try {
    const result = await work(stack);
    isDone = true;
    return result;
  } finally {
    await stack.stop();
    stack = undefined;
    removePostgresData(dataDir);
    if (isDone) rmSync(dataDir, { recursive: true, force: true });
    else process.stderr.write(`Logs: ${dataDir}\n`);
  }
}

async function runOnce(stack) {
  const target = await prepare(stack.url, receiver.endpoints(options.subscribers));
  if (options.warmUp > 0) await measure(receiver, target, { ...options, messages: options.warmUp, rate: 0 });
  const before = cpuSeconds(processesOf(stack));
  const result = await measure(receiver, target, options);
  const after = cpuSeconds(processesOf(stack));
  const cpu = Object.fromEntries(Object.entries(after).map(([name, time]) => [name, time - before[name]]));
  printReport({ options, result, cpu, servers: stack.servers });
}

function processesOf(stack) {
  const apps = stack.apps.map(({ name, replica, pid }) => ({
    name: replica ? `${name}-${replica}` : name,
    pid,
  }));
  const servers = Object.entries(stack.servers).map(([name, { pid }]) => ({ name, pid }));
  return [...apps, ...servers].filter(({ pid }) => pid);
}

async function interrupt() {
  await stack?.stop();
  process.exit(130);
}
