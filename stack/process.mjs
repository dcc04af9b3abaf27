import { execFileSync, spawn } from 'node:child_process';
import {
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 25;
const running = new Set();
let closing = false;

/**
 * Starts a program in a session of its own (Ctrl-C does not reach it), its output in `logs/<name>.log`, and notes its pid so that a
 * later start recognises it as an orphan.
 */
export function startProcess({ dataDir, name, command, args = [], env = process.env, cwd, user, input }) {
  if (closing) throw new Error(`${name} is not started: everything is being stopped.`);
  const logFile = join(dataDir, 'logs', `${name}.log`);
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: [input === undefined ? 'ignore' : 'pipe', log, log],
    ...(user && { uid: user.uid, gid: user.gid }),
  });
  closeSync(log);
  child.stdin?.on('error', () => undefined).end(input);
  const started = { name, child, pid: child.pid, logFile, exited: undefined };
  running.add(started);
  started.exit = new Promise((resolve) => {
    const end = (reason) => {
      started.exited ??= reason;
      running.delete(started);
      rmSync(pidFile(dataDir, name), { force: true });
      resolve(started.exited);
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => end(signal ?? `code ${code}`));
  });
  if (child.pid) {
    writeFileSync(pidFile(dataDir, name), JSON.stringify({ pid: child.pid, program: basename(command) }));
  }
  return started;
}

/** Polls until `check` answers truthy; a process that ends meanwhile, or too much time, is an error with the end of its log. */
export async function waitFor(started, check, limitSeconds) {
  const deadline = performance.now() + limitSeconds * 1000;
  for (;;) {
    if (started.exited)
      throw new Error(`${started.name} ended (${started.exited}).\n${tail(started.logFile)}`);
    if (await check().catch(() => false)) return;
    if (performance.now() > deadline) {
      throw new Error(`${started.name} was not ready after ${limitSeconds} s.\n${tail(started.logFile)}`);
    }
    await delay(POLL_MS);
  }
}

/** Asks the process to stop; kills it after the grace period. */
export async function stopProcess(started, { signal = 'SIGTERM', graceSeconds = 10 } = {}) {
  if (started.exited) return;
  sendSignal(started.pid, signal);
  const controller = new AbortController();
  const late = delay(graceSeconds * 1000, 'late', { signal: controller.signal }).catch(() => undefined);
  if ((await Promise.race([started.exit, late])) === 'late') {
    sendSignal(started.pid, 'SIGKILL');
    await started.exit;
  }
  controller.abort();
}

/** Stops whatever still runs, also what was just being started, and lets nothing start any more. */
export async function stopEverything() {
  closing = true;
  const stopOne = (started) =>
    stopProcess(started, { signal: started.name === 'postgres' ? 'SIGINT' : 'SIGTERM' });
  await Promise.all([...running].map(stopOne));
}

/** Whether everything is being stopped. */
export function isClosing() {
  return closing;
}

/** Stops what an earlier, killed start left behind in the data folder; answers the names. */
export async function stopOrphans(dataDir) {
  const folder = join(dataDir, 'run');
  mkdirSync(folder, { recursive: true });
  const orphans = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({ name: basename(file, '.json'), ...readJson(join(folder, file)) }))
    .filter(({ pid, program }) => pid && isProgram(pid, program));
  for (const { pid, name } of orphans) sendSignal(pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM');
  for (const { pid, program } of orphans) {
    const deadline = performance.now() + 5000;
    while (isProgram(pid, program) && performance.now() < deadline) await delay(POLL_MS);
    if (isProgram(pid, program)) sendSignal(pid, 'SIGKILL');
    while (isProgram(pid, program)) await delay(POLL_MS);
  }
  for (const file of readdirSync(folder)) rmSync(join(folder, file), { force: true });
  return orphans.map(({ name }) => name);
}

/** Whether the pid is alive and runs that program: pids are used again by the system. */
export function isProgram(pid, program) {
  try {
    process.kill(pid, 0);
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes(program) && !command.includes('<defunct>');
  } catch {
    return false;
  }
}

export function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

export function tail(file, lines = 15) {
  try {
    if (statSync(file).size === 0) return '(its log is empty)';
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '(it has no log)';
  }
}

function pidFile(dataDir, name) {
  return join(dataDir, 'run', `${name}.json`);
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
