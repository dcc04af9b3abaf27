import { settings } from '@anika/platform';

export class AuthConfig extends settings(
  'GATEWAY_SECRET',
  'AUTH_DATABASE_URL',
  'MASTER_KEYS',
  'REGISTRATION',
  'OPERATOR_EMAIL',
  'OPERATOR_PASSWORD',
  'ACCESS_TOKEN_SECONDS',
  'REFRESH_TOKEN_DAYS',
  'SESSION_DAYS',
  'SIGNING_KEY_DAYS',
  'LOGIN_ATTEMPTS',
  'LOGIN_ATTEMPTS_PER_ADDRESS',
) {}
