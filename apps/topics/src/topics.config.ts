import { settings } from '@anika/platform';

export class TopicsConfig extends settings(
  'GATEWAY_SECRET',
  'TCP_PORT',
  'TOPICS_DATABASE_URL',
  'REDIS_URL',
  'MASTER_KEYS',
  'MESSAGES_TCP',
  'DISPATCHER_TCP',
  'GATEWAY_TCP',
  'RPC_TIMEOUT_MS',
  'AUDIT_DAYS',
  'PURGE_SECONDS',
  'WEBHOOK_ALLOWED_CIDRS',
  'WEBHOOK_ALLOW_HTTP',
  'LIMIT_TOPICS',
  'LIMIT_SUBSCRIPTIONS',
  'LIMIT_ACCESS_REQUESTS',
) {}
