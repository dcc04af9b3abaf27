import { startApp } from '@anika/platform';
import { INBOX_ROUTE } from './inboxes/inbox.controller';
import { MessagesConfig } from './messages.config';
import { MessagesModule } from './messages.module';
import { startVersionReads } from './messages/start-version-reads';

/** Of a batch; nginx allows a single message 1 MiB. */
const BODY_LIMIT = 4 * 1024 * 1024;

void startApp({
  name: 'messages',
  module: MessagesModule,
  config: MessagesConfig,
  unprefixed: [INBOX_ROUTE],
  rawBodies: [`/${INBOX_ROUTE}`],
  bodyLimit: BODY_LIMIT,
  prepare: startVersionReads,
});
