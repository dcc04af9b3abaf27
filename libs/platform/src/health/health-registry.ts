import { Injectable } from '@nestjs/common';
import { within } from '../timing/within';

export interface HealthReport {
  readonly status: 'ready' | 'degraded' | 'unavailable';
  readonly checks: Readonly<Record<string, 'up' | 'down'>>;
}

interface Check {
  readonly name: string;
  readonly run: () => Promise<unknown>;
  readonly required: boolean;
}

const CHECK_TIMEOUT_MS = 1000;

/** What this process depends on. Without a required check it is not ready; without another it is degraded. */
@Injectable()
export class HealthRegistry {
  private readonly checks: Check[] = [];

  /** `run` rejects when the thing is down; it gets one second. */
  add(name: string, run: () => Promise<unknown>, options: { required: boolean }): void {
    this.checks.push({ name, run, required: options.required });
  }

  async report(): Promise<HealthReport> {
    const states = await Promise.all(this.checks.map(async (check) => ({ check, up: await isUp(check) })));
    const down = states.filter((state) => !state.up);
    return {
      status: down.some(({ check }) => check.required)
        ? 'unavailable'
        : down.length > 0
          ? 'degraded'
          : 'ready',
      checks: Object.fromEntries(states.map(({ check, up }) => [check.name, up ? 'up' : 'down'])),
    };
  }
}

async function isUp(check: Check): Promise<boolean> {
  const result = check.run().then(
    () => true,
    () => false,
  );
  return (await within(result, CHECK_TIMEOUT_MS)) ?? false;
}
