import type { Locale } from '../en';
import access from './access.json';
import account from './account.json';
import catalog from './catalog.json';
import common from './common.json';
import contracts from './contracts.json';
import deliveries from './deliveries.json';
import developers from './developers.json';
import errors from './errors.json';
import filters from './filters.json';
import home from './home.json';
import inbox from './inbox.json';
import messages from './messages.json';
import partners from './partners.json';
import replays from './replays.json';
import session from './session.json';
import settings from './settings.json';
import subscriptions from './subscriptions.json';
import topics from './topics.json';

/** A namespace for each noun. */
export const locale: Omit<Locale, 'audit' | 'operator'> = {
  access,
  account,
  catalog,
  common,
  contracts,
  deliveries,
  developers,
  errors,
  filters,
  home,
  inbox,
  messages,
  partners,
  replays,
  session,
  settings,
  subscriptions,
  topics,
};
