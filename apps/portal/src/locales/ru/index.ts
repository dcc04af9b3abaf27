import type { Locale } from '../en';
import common from './common.json';
import deliveries from './deliveries.json';
import errors from './errors.json';
import home from './home.json';
import inbox from './inbox.json';
import messages from './messages.json';
import replays from './replays.json';
import session from './session.json';
import subscriptions from './subscriptions.json';
import topics from './topics.json';

/** A namespace for each noun. */
export const locale: Locale = {
  common,
  deliveries,
  errors,
  home,
  inbox,
  messages,
  replays,
  session,
  subscriptions,
  topics,
};
