import { appOf, stack, type StackApp } from './stack';
import { eventually } from './eventually';

/** Kills one replica of an app with SIGKILL; the stack's supervisor starts another process in its place. */
export function kill(name: StackApp['name'], replica = 0): number {
  return signalApp(name, 'SIGKILL', replica);
}

/** Sends a signal to one replica of an app and answers its pid. */
export function signalApp(name: StackApp['name'], signal: NodeJS.Signals, replica = 0): number {
  const app =
    stack().apps.find((candidate) => candidate.name === name && candidate.replica === replica) ?? appOf(name);
  process.kill(app.pid, signal);
  return app.pid;
}

/** Waits until every replica of the app runs as another process than `killed` and is ready. */
export async function restarted(name: StackApp['name'], killed: number): Promise<void> {
  await eventually(
    async () => {
      const apps = stack().apps.filter((app) => app.name === name);
      if (apps.some((app) => app.pid === killed)) return false;
      const ready = await Promise.all(
        apps.map((app) => fetch(`http://127.0.0.1:${app.httpPort}/health/ready`).then((answer) => answer.ok)),
      );
      return ready.every(Boolean);
    },
    { what: `${name} to be restarted` },
  );
}
