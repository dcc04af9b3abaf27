import { settings } from '@anika/platform';

export class MessagesConfig extends settings(
  'GATEWAY_SECRET',
  'TCP_PORT',
  'ADVERTISED_TCP',
  'MONGO_URL',
  'REDIS_URL',
  'TOPICS_TCP',
  'RPC_TIMEOUT_MS',
  'DISABLE_AFTER_DAYS',
  'SWEEPER_SECONDS',
  'SWEEPER_AGE_SECONDS',
  'RETENTION_DAYS',
  'PURGE_SECONDS',
  'LIMIT_MESSAGES_PER_SECOND',
  'LIMIT_DELIVERIES_PER_SECOND',
  'LIMIT_MESSAGE_BYTES',
) {}
