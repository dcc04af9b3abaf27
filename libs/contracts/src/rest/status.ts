import { z } from 'zod';
import { Timestamp } from './common';

const Health = z.enum(['ready', 'degraded', 'unavailable']);

/** One app: whether it can do its work, and what it depends on. */
export const ServiceStatus = z
  .object({
    name: z.enum(['gateway', 'auth', 'topics', 'messages', 'dispatcher']),
    status: Health,
    checks: z.record(z.string(), z.enum(['up', 'down'])),
  })
  .meta({ id: 'ServiceStatus' });
export type ServiceStatus = z.infer<typeof ServiceStatus>;

/** The platform as a whole is as well as its worst service. */
export const PlatformStatus = z
  .object({ status: Health, at: Timestamp, services: z.array(ServiceStatus) })
  .meta({ id: 'PlatformStatus' });
export type PlatformStatus = z.infer<typeof PlatformStatus>;
