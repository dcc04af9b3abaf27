import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../stack/stack.mjs';
import { cpuSeconds } from './cpu.mjs';
import { readOptions } from './options.mjs';
import { prepare } from './platform.mjs';
import { publishAll } from './publisher.mjs';
import { Receiver } from './receiver.mjs';
import { printReport } from './report.mjs';

const DELIVERY_SECONDS = 120;
const options = readOptions();
const dataDir = mkdtempSync(join(tmpdir(), 'anika-bench-'));
const stack = await startStack({ dataDir, port: 0, env: { REGISTRATION: 'open', LOG_LEVEL: 'warn' } });
const receiver = new Receiver();

try {
  await receiver.listen();
  const endpoints = Array.from({ length: options.subscribers }, (_, index) => receiver.endpoint(index));
  const target = { url: stack.url, ...(await prepare(stack.url, endpoints)) };
  if (options.warmUp > 0) await measure(target, { ...options, messages: options.warmUp, rate: 0 });
  const before = cpuSeconds(processes());
  const result = await measure(target, options);
  const after = cpuSeconds(processes());
  const cpu = Object.fromEntries(Object.entries(after).map(([name, time]) => [name, time - before[name]]));
  printReport({ options, result, cpu, servers: stack.servers });
} catch (error) {
  process.stderr.write(`${error.message}\nLogs: ${dataDir}\n`);
  process.exitCode = 3;
} finally {
  receiver.close();
  await stack.stop();
  if (!process.exitCode) rmSync(dataDir, { recursive: true, force: true });
}

function processes() {
  const apps = stack.apps.map(({ name, replica, pid }) => ({
    name: replica ? `${name}-${replica}` : name,
    pid,
  }));
  const servers = Object.entries(stack.servers).map(([name, { pid }]) => ({ name, pid }));
  return [...apps, ...servers].filter(({ pid }) => pid);
}

/** Publishes, waits for every webhook, and refuses to go on when one is missing. */
async function measure(target, { messages, rate, concurrency, size, subscribers }) {
  const everything = receiver.expect(messages, subscribers);
  const published = await publishAll({ ...target, messages, rate, concurrency, size });
  if (published.failures.size > 0) {
    throw new Error(
      `Void: publishes were refused: ${JSON.stringify(Object.fromEntries(published.failures))}`,
    );
  }
  let timer;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(
      () =>
        reject(new Error(`Void: ${receiver.missing} of ${messages * subscribers} webhooks did not arrive`)),
      DELIVERY_SECONDS * 1000,
    );
  });
  await Promise.race([everything, timeout]);
  clearTimeout(timer);
  return summarise(published, messages, subscribers);
}

function summarise({ sent, accepted, start }, messages, subscribers) {
  const publish = Float64Array.from(sent, (time, index) => accepted[index] - time);
  const endToEnd = new Float64Array(messages * subscribers);
  let last = 0;
  for (let message = 0; message < messages; message += 1) {
    for (let subscriber = 0; subscriber < subscribers; subscriber += 1) {
      const arrival = receiver.arrival(message, subscriber);
      endToEnd[message * subscribers + subscriber] = arrival - sent[message];
      last = Math.max(last, arrival);
    }
  }
  const seconds = (last - start) / 1000;
  return {
    publish,
    endToEnd,
    seconds,
    messages,
    deliveries: messages * subscribers,
    duplicates: receiver.duplicates,
  };
}
