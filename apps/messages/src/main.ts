import { startApp } from '@anika/platform';
import { MessagesConfig } from './messages.config';
import { MessagesModule } from './messages.module';
import { startVersionReads } from './messages/start-version-reads';

const MIB = 1024 * 1024;

void startApp({
  name: 'messages',
  module: MessagesModule,
  config: MessagesConfig,
  bodyLimit: MIB,
  prepare: startVersionReads,
});
