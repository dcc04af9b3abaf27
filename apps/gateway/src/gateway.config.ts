import { settings } from '@anika/platform';

export class GatewayConfig extends settings(
  'TCP_PORT',
  'GATEWAY_SECRET',
  'REDIS_URL',
  'TOPICS_TCP',
  'MESSAGES_TCP',
  'RPC_TIMEOUT_MS',
  'AUTH_URL',
  'TOPICS_URL',
  'MESSAGES_URL',
  'DISPATCHER_URL',
  'PUBLIC_URL',
  'REGISTRATION',
  'DEMO_FILE',
) {}
