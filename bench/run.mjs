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
import { runScenario } from './scenarios.mjs';

const options = readOptions();
const dataDir = mkdtempSync(join(tmpdir(), 'anika-bench-'));
const stack = await startStack({ dataDir, port: 0, env: { REGISTRATION: 'open', LOG_LEVEL: 'warn' } });
const receiver = new Receiver();

try {
  await receiver.listen();
  if (options.scenario) await runScenario(options, stack, receiver);
  else await runOnce();
} catch (error) {
  process.stderr.write(`${error.message}\nLogs: ${dataDir}\n`);
  process.exitCode = 3;
} finally {
  receiver.close();
  await stack.stop();
  removePostgresData(dataDir);
  if (!process.exitCode) rmSync(dataDir, { recursive: true, force: true });
}

async function runOnce() {
  const target = await prepare(stack.url, receiver.endpoints(options.subscribers));
  if (options.warmUp > 0) await measure(receiver, target, { ...options, messages: options.warmUp, rate: 0 });
  const before = cpuSeconds(processes());
  const result = await measure(receiver, target, options);
  const after = cpuSeconds(processes());
  const cpu = Object.fromEntries(Object.entries(after).map(([name, time]) => [name, time - before[name]]));
  printReport({ options, result, cpu, servers: stack.servers });
}

function processes() {
  const apps = stack.apps.map(({ name, replica, pid }) => ({
    name: replica ? `${name}-${replica}` : name,
    pid,
  }));
  const servers = Object.entries(stack.servers).map(([name, { pid }]) => ({ name, pid }));
  return [...apps, ...servers].filter(({ pid }) => pid);
}
