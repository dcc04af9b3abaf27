import { eventually } from './eventually';
import { stack } from './stack';

export type ServerName = 'redis' | 'mongo' | 'postgres' | 'nginx';

/** How each server is asked to stop without waiting for its clients. */
const GENTLE: Record<ServerName, NodeJS.Signals> = {
  redis: 'SIGTERM',
  mongo: 'SIGTERM',
  postgres: 'SIGINT',
  nginx: 'SIGTERM',
};

/** Sends a signal to a server of the stack. */
export function signalServer(name: ServerName, signal: NodeJS.Signals): number {
  const pid = stack().servers[name]?.pid;
  if (!pid) throw new Error(`The stack did not start ${name}: a server of your own is not stopped by tests.`);
  process.kill(pid, signal);
  return pid;
}

/** Stops a server and resolves when its process is gone. */
export async function stopServer(name: ServerName, signal = GENTLE[name]): Promise<void> {
  const pid = signalServer(name, signal);
  await eventually(() => isGone(pid), { what: `the end of ${name}` });
}

/** Starts a stopped server: the same port, the same data. Resolves when it serves. */
export async function startServer(name: ServerName): Promise<void> {
  const { controlUrl, secrets } = stack();
  if (!controlUrl)
    throw new Error('This stack has no control: run the suite as `npm test -- --only faults`.');
  const answer = await fetch(`${controlUrl}/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secrets.internal}` },
  });
  if (!answer.ok) throw new Error(`${name} does not start: ${answer.status} ${await answer.text()}`);
}

/** Whatever a test that failed has done to them: every server runs again. */
export async function restoreServers(): Promise<void> {
  for (const name of ['redis', 'mongo', 'postgres', 'nginx'] as const) {
    if (stack().servers[name]?.pid && !isGone(stack().servers[name]!.pid!)) signalServer(name, 'SIGCONT');
    else await startServer(name);
  }
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
