import { settings } from '@anika/platform';

export class DispatcherConfig extends settings(
  'TCP_PORT',
  'REDIS_URL',
  'MASTER_KEYS',
  'TOPICS_TCP',
  'MESSAGES_TCP',
  'RPC_TIMEOUT_MS',
  'WEBHOOK_ALLOWED_CIDRS',
  'WEBHOOK_ALLOW_HTTP',
  'DELIVERY_SCHEDULE',
  'DELIVERY_JITTER',
  'CONNECT_TIMEOUT_MS',
  'ATTEMPT_TIMEOUT_MS',
  'DELIVERY_SLOTS',
  'FAN_OUT_CONCURRENCY',
  'DELIVERY_CONCURRENCY',
) {}
