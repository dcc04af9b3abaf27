const color = process.stdout.isTTY
  ? (code, text) => `\u001b[${code}m${text}\u001b[0m`
  : (_code, text) => text;

const STILL_RUNNING_MS = 10_000;

/** A mistake or a lack that the user can mend: printed as one line, without a stack. */
export class UserError extends Error {}

export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Prints progress: one line a step, with the time that it took. */
export class Report {
  /** @param {{ quiet?: boolean, write?: (text: string | Uint8Array) => void }} [options] `write` takes the place of the standard output */
  constructor({ quiet = false, write = (text) => process.stdout.write(text) } = {}) {
    this.quiet = quiet;
    this.write = write;
  }

  /** Runs the work and prints its name and time; a failure is marked and passed on. */
  async step(name, work) {
    const start = performance.now();
    try {
      const result = await work();
      this.line(`${color(32, '✓')} ${name} ${color(90, seconds(start))}`);
      return result;
    } catch (error) {
      const failed = name.replace(/ (started|installed|built)\b.*/, ' failed');
      this.line(`${color(31, '✕')} ${failed} ${color(90, seconds(start))}`);
      throw error;
    }
  }

  /** Of work that takes its time: says what is done and how long that may take, and now and then that it goes on. */
  async patiently(what, howLong, work) {
    const start = performance.now();
    this.line(`  ${what} … ${howLong}`);
    const stillRunning = () => this.line(color(90, `  ${what} … still running after ${seconds(start)}`));
    const timer = setInterval(stillRunning, STILL_RUNNING_MS);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  }

  line(text = '') {
    if (!this.quiet) this.write(`${text}\n`);
  }

  title(text) {
    this.line(`\n${color(1, text)}`);
  }
}

/** Prints an error for people and ends the process with code 1. */
export function fail(error) {
  const text = error instanceof UserError ? error.message : (error?.stack ?? String(error));
  process.stderr.write(`${color(31, 'Error:')} ${text}\n`);
  process.exit(1);
}
