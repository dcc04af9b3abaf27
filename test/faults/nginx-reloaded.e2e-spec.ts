import { execFileSync } from 'node:child_process';
import { eventually, signalServer } from '@anika/testing';
import { survives } from './survives';

/** HUP: new workers take over, old ones finish what they have. */
describe('nginx reloaded under load', () => {
  it('breaks no request', async () => {
    await survives('nginx reloaded', {}, async () => {
      const old = workersOf(signalServer('nginx', 'SIGCONT'));
      const pid = signalServer('nginx', 'SIGHUP');
      await eventually(() => workersOf(pid).some((worker) => !old.includes(worker)), { what: 'new workers' });
      await eventually(() => workersOf(pid).every((worker) => !old.includes(worker)), {
        what: 'the end of the old workers',
      });
    });
  });
});

function workersOf(pid: number): string[] {
  return execFileSync('ps', ['-A', '-o', 'ppid=,pid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([parent, child]) => (parent === String(pid) && child !== undefined ? [child] : []));
}
