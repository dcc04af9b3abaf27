import access from './access.json';
import catalog from './catalog.json';
import common from './common.json';
import contracts from './contracts.json';
import deliveries from './deliveries.json';
import errors from './errors.json';
import filters from './filters.json';
import home from './home.json';
import inbox from './inbox.json';
import messages from './messages.json';
import partners from './partners.json';
import replays from './replays.json';
import session from './session.json';
import subscriptions from './subscriptions.json';
import topics from './topics.json';

/** A namespace for each noun. */
export const locale = {
  access,
  catalog,
  common,
  contracts,
  deliveries,
  errors,
  filters,
  home,
  inbox,
  messages,
  partners,
  replays,
  session,
  subscriptions,
  topics,
};

export type Locale = typeof locale;
