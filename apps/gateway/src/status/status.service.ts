import { PlatformStatus, type ServiceStatus } from '@anika/contracts';
import { HealthRegistry } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { GatewayConfig } from '../gateway.config';

const TIMEOUT_MS = 2000;
/** The page is open to anyone: however often it is asked for, the services are asked once in this time. */
const KEPT_MS = 1000;
const ORDER = ['ready', 'degraded', 'unavailable'] as const;

const Report = z.object({
  status: z.enum(ORDER),
  checks: z.record(z.string(), z.enum(['up', 'down'])),
});

@Injectable()
export class StatusService {
  private kept: { readonly at: number; readonly status: Promise<PlatformStatus> } | undefined;

  constructor(
    private readonly config: GatewayConfig,
    private readonly own: HealthRegistry,
  ) {}

  /** How every app and its stores are doing; at most a second old. */
  read(): Promise<PlatformStatus> {
    if (!this.kept || performance.now() - this.kept.at > KEPT_MS) {
      this.kept = { at: performance.now(), status: this.ask() };
    }
    return this.kept.status;
  }

  private async ask(): Promise<PlatformStatus> {
    const { AUTH_URL, TOPICS_URL, MESSAGES_URL, DISPATCHER_URL } = this.config;
    const services = await Promise.all([
      this.own.report().then((report): ServiceStatus => ({ name: 'gateway', ...report })),
      ask('auth', AUTH_URL),
      ask('topics', TOPICS_URL),
      ask('messages', MESSAGES_URL),
      ask('dispatcher', DISPATCHER_URL),
    ]);
    const worst = Math.max(...services.map(({ status }) => ORDER.indexOf(status)));
    return { status: ORDER[worst] ?? 'unavailable', at: new Date().toISOString(), services };
  }
}

/** An app that does not answer in time, or not with a report, is unavailable. */
async function ask(name: ServiceStatus['name'], address: string): Promise<ServiceStatus> {
  try {
    const answer = await fetch(new URL('/health/ready', address), {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { name, ...Report.parse(await answer.json()) };
  } catch {
    return { name, status: 'unavailable', checks: {} };
  }
}
