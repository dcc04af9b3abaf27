import { z } from 'zod';
import { Timestamp } from './common';

export const PlatformHealth = z.enum(['ready', 'degraded', 'unavailable']);

/** One app: whether it can do its work, and what it depends on. */
export const ServiceStatus = z
  .object({
    name: z.enum(['gateway', 'auth', 'topics', 'messages', 'dispatcher']),
    status: PlatformHealth,
    checks: z.record(z.string(), z.enum(['up', 'down'])).meta({ examples: [{ postgres: 'up' }] }),
  })
  .meta({ id: 'ServiceStatus' });
export type ServiceStatus = z.infer<typeof ServiceStatus>;

/** The platform as a whole is as well as its worst service. */
export const PlatformStatus = z
  .object({ status: PlatformHealth, at: Timestamp, services: z.array(ServiceStatus) })
  .meta({ id: 'PlatformStatus' });
export type PlatformStatus = z.infer<typeof PlatformStatus>;
