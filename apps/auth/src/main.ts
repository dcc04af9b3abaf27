import { startApp } from '@anika/platform';
import { AuthConfig } from './auth.config';
import { AuthModule } from './auth.module';
import { UNPREFIXED } from './routes';

void startApp({
  name: 'auth',
  module: AuthModule,
  config: AuthConfig,
  unprefixed: UNPREFIXED,
  forms: ['/api/v1/auth/token', '/api/v1/auth/revoke'],
});
