import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** CPU seconds that the processes and their children used so far, by name. */
export function cpuSeconds(processes) {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,time='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const parents = new Map(rows.map(([pid, parent]) => [Number(pid), Number(parent)]));
  const times = new Map(rows.map(([pid, , time]) => [Number(pid), seconds(Number(pid), time)]));
  const belongs = (pid, root) =>
    pid === root || (parents.has(pid) && pid > 1 && belongs(parents.get(pid), root));
  return Object.fromEntries(
    processes.map(({ name, pid }) => [
      name,
      [...times].filter(([child]) => belongs(child, pid)).reduce((sum, [, time]) => sum + time, 0),
    ]),
  );
}

function seconds(pid, text) {
  return process.platform === 'linux' ? (fromProc(pid) ?? 0) : fromPs(text);
}

function fromPs(text) {
  const [days, clock] = text.includes('-') ? text.split('-') : ['0', text];
  return clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) + Number(days) * 86_400;
}

/** `ps` counts whole seconds; /proc has ticks of 10 ms. */
function fromProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}
