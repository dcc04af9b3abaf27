import {
  createRootRoute,
  createRoute,
  lazyRouteComponent as lazy,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import type { UrlParams } from '../lib/url-params';
import { requireSession } from './require-session';

/*
 * Every address of the portal. A page is a file of its own that is loaded when it is asked for; a new one also needs an address in
 * apps/gateway/src/portal/addresses.ts and, if it is in the menu, a line in shell/menu.ts.
 */

const root = createRootRoute({
  component: Outlet,
  validateSearch: (params): UrlParams => params as UrlParams,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazy(() => import('../pages/sign-in/sign-in-page'), 'SignInPage'),
});
const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazy(() => import('../pages/sign-in/register-page'), 'RegisterPage'),
});

/** Instead of a page without contents of its own. */
const sendTo = (to: string) => () => {
  // oxlint-disable-next-line no-throw-literal -- how the router is told to go elsewhere
  throw redirect({ to, replace: true });
};

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: requireSession,
  component: lazy(() => import('./shell/shell'), 'Shell'),
});
const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazy(() => import('../pages/home/home-page'), 'HomePage'),
});
const topics = createRoute({
  getParentRoute: () => shell,
  path: '/topics',
  component: lazy(() => import('../pages/topics/topics-page'), 'TopicsPage'),
});
const topic = createRoute({
  getParentRoute: () => shell,
  path: '/topics/$topicId',
  component: lazy(() => import('../pages/topics/topic-page'), 'TopicPage'),
});
const topicIndex = createRoute({
  getParentRoute: () => topic,
  path: '/',
  beforeLoad: ({ params }) => {
    // oxlint-disable-next-line no-throw-literal -- how the router is told to go elsewhere
    throw redirect({ to: '/topics/$topicId/messages', params, replace: true });
  },
});
const topicMessages = createRoute({
  getParentRoute: () => topic,
  path: 'messages',
  component: lazy(() => import('../pages/topics/messages-tab'), 'MessagesTab'),
});
const topicAccess = createRoute({
  getParentRoute: () => topic,
  path: 'access',
  component: lazy(() => import('../pages/topics/access-tab'), 'AccessTab'),
});
const topicContract = createRoute({
  getParentRoute: () => topic,
  path: 'contract',
  component: lazy(() => import('../pages/topics/contract/contract-tab'), 'ContractTab'),
});
const access = createRoute({
  getParentRoute: () => shell,
  path: '/access',
  component: lazy(() => import('../pages/access/access-page'), 'AccessPage'),
});
const catalog = createRoute({
  getParentRoute: () => shell,
  path: '/catalog',
  component: lazy(() => import('../pages/catalog/catalog-page'), 'CatalogPage'),
});
const catalogTopic = createRoute({
  getParentRoute: () => shell,
  path: '/catalog/$topicId',
  component: lazy(() => import('../pages/catalog/catalog-topic-page'), 'CatalogTopicPage'),
});
const partners = createRoute({
  getParentRoute: () => shell,
  path: '/partners',
  component: lazy(() => import('../pages/partners/partners-page'), 'PartnersPage'),
});
const partner = createRoute({
  getParentRoute: () => shell,
  path: '/partners/$partnerId',
  component: lazy(() => import('../pages/partners/partner-page'), 'PartnerPage'),
});
const topicSettings = createRoute({
  getParentRoute: () => topic,
  path: 'settings',
  component: lazy(() => import('../pages/topics/settings-tab'), 'SettingsTab'),
});
const subscriptions = createRoute({
  getParentRoute: () => shell,
  path: '/subscriptions',
  component: lazy(() => import('../pages/subscriptions/subscriptions-page'), 'SubscriptionsPage'),
});
const subscription = createRoute({
  getParentRoute: () => shell,
  path: '/subscriptions/$subscriptionId',
  component: lazy(() => import('../pages/subscriptions/subscription-page'), 'SubscriptionPage'),
});
const subscriptionIndex = createRoute({
  getParentRoute: () => subscription,
  path: '/',
  beforeLoad: ({ params }) => {
    // oxlint-disable-next-line no-throw-literal -- how the router is told to go elsewhere
    throw redirect({ to: '/subscriptions/$subscriptionId/deliveries', params, replace: true });
  },
});
const subscriptionDeliveries = createRoute({
  getParentRoute: () => subscription,
  path: 'deliveries',
  component: lazy(() => import('../pages/subscriptions/deliveries-tab'), 'DeliveriesTab'),
});
const subscriptionFilter = createRoute({
  getParentRoute: () => subscription,
  path: 'filter',
  component: lazy(() => import('../pages/subscriptions/filter-tab'), 'FilterTab'),
});
const subscriptionSettings = createRoute({
  getParentRoute: () => subscription,
  path: 'settings',
  component: lazy(() => import('../pages/subscriptions/settings-tab'), 'SettingsTab'),
});
const message = createRoute({
  getParentRoute: () => shell,
  path: '/messages/$messageId',
  component: lazy(() => import('../pages/messages/message-page'), 'MessagePage'),
});
const delivery = createRoute({
  getParentRoute: () => shell,
  path: '/deliveries/$deliveryId',
  component: lazy(() => import('../pages/deliveries/delivery-page'), 'DeliveryPage'),
});
const deliveries = createRoute({
  getParentRoute: () => shell,
  path: '/deliveries',
  component: lazy(() => import('../pages/deliveries/deliveries-page'), 'DeliveriesPage'),
});
const newReplay = createRoute({
  getParentRoute: () => shell,
  path: '/replays/new',
  component: lazy(() => import('../pages/replays/new-replay-page'), 'NewReplayPage'),
});
const replay = createRoute({
  getParentRoute: () => shell,
  path: '/replays/$replayId',
  component: lazy(() => import('../pages/replays/replay-page'), 'ReplayPage'),
});
const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/developers/inbox',
  component: lazy(() => import('../pages/inbox/inbox-page'), 'InboxPage'),
});
const inboxRequest = createRoute({
  getParentRoute: () => shell,
  path: '/developers/inbox/$inboxId/$requestId',
  component: lazy(() => import('../pages/inbox/inbox-request-page'), 'InboxRequestPage'),
});
const goTo = createRoute({
  getParentRoute: () => shell,
  path: '/go/$id',
  component: lazy(() => import('../pages/go-to/go-to-page'), 'GoToPage'),
});

const invite = createRoute({
  getParentRoute: () => root,
  path: '/invite/$token',
  component: lazy(() => import('../pages/sign-in/invite-page'), 'InvitePage'),
});
const forgot = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: lazy(() => import('../pages/sign-in/forgot-page'), 'ForgotPage'),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset/$token',
  component: lazy(() => import('../pages/sign-in/reset-page'), 'ResetPage'),
});
const keys = createRoute({
  getParentRoute: () => shell,
  path: '/developers/keys',
  component: lazy(() => import('../pages/developers/keys-page'), 'KeysPage'),
});
const events = createRoute({
  getParentRoute: () => shell,
  path: '/developers/events',
  component: lazy(() => import('../pages/developers/events-page'), 'EventsPage'),
});
const companySettings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: lazy(() => import('../pages/settings/settings-page'), 'SettingsPage'),
});
const companyIndex = createRoute({
  getParentRoute: () => companySettings,
  path: '/',
  beforeLoad: sendTo('/settings/company'),
});
const companyTab = createRoute({
  getParentRoute: () => companySettings,
  path: 'company',
  component: lazy(() => import('../pages/settings/company-tab'), 'CompanyTab'),
});
const teamTab = createRoute({
  getParentRoute: () => companySettings,
  path: 'team',
  component: lazy(() => import('../pages/settings/team-tab'), 'TeamTab'),
});
const limitsTab = createRoute({
  getParentRoute: () => companySettings,
  path: 'limits',
  component: lazy(() => import('../pages/settings/limits-tab'), 'LimitsTab'),
});
const notificationsTab = createRoute({
  getParentRoute: () => companySettings,
  path: 'notifications',
  component: lazy(() => import('../pages/settings/notifications-tab'), 'NotificationsTab'),
});
const auditTab = createRoute({
  getParentRoute: () => companySettings,
  path: 'audit',
  loader: async () => (await import('../pages/settings/audit-texts')).showAuditTexts(),
  component: lazy(() => import('../pages/settings/audit-tab'), 'AuditTab'),
});
const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazy(() => import('../pages/account/account-page'), 'AccountPage'),
});
const accountIndex = createRoute({
  getParentRoute: () => account,
  path: '/',
  beforeLoad: sendTo('/account/profile'),
});
const profileTab = createRoute({
  getParentRoute: () => account,
  path: 'profile',
  component: lazy(() => import('../pages/account/profile-tab'), 'ProfileTab'),
});
const sessionsTab = createRoute({
  getParentRoute: () => account,
  path: 'sessions',
  component: lazy(() => import('../pages/account/sessions-tab'), 'SessionsTab'),
});
const operatorIndex = createRoute({
  getParentRoute: () => shell,
  path: '/operator',
  beforeLoad: sendTo('/operator/status'),
});
const operatorTexts = async () => (await import('../pages/operator/operator-texts')).showOperatorTexts();
const platformStatus = createRoute({
  getParentRoute: () => shell,
  path: '/operator/status',
  loader: operatorTexts,
  component: lazy(() => import('../pages/operator/status-page'), 'StatusPage'),
});
const operatorPartners = createRoute({
  getParentRoute: () => shell,
  path: '/operator/partners',
  loader: operatorTexts,
  component: lazy(() => import('../pages/operator/partners-page'), 'PartnersPage'),
});
const operatorPartner = createRoute({
  getParentRoute: () => shell,
  path: '/operator/partners/$partnerId',
  loader: operatorTexts,
  component: lazy(() => import('../pages/operator/partner-page'), 'PartnerPage'),
});
const deadLetters = createRoute({
  getParentRoute: () => shell,
  path: '/operator/deliveries',
  loader: operatorTexts,
  component: lazy(() => import('../pages/operator/dead-letters-page'), 'DeadLettersPage'),
});

export const routeTree = root.addChildren([
  signIn,
  register,
  invite,
  forgot,
  reset,
  shell.addChildren([
    home,
    topics,
    topic.addChildren([topicIndex, topicMessages, topicAccess, topicContract, topicSettings]),
    access,
    catalog,
    catalogTopic,
    partners,
    partner,
    subscriptions,
    subscription.addChildren([
      subscriptionIndex,
      subscriptionDeliveries,
      subscriptionFilter,
      subscriptionSettings,
    ]),
    message,
    delivery,
    deliveries,
    newReplay,
    replay,
    inbox,
    inboxRequest,
    goTo,
    keys,
    events,
    companySettings.addChildren([companyIndex, companyTab, teamTab, limitsTab, notificationsTab, auditTab]),
    account.addChildren([accountIndex, profileTab, sessionsTab]),
    operatorIndex,
    platformStatus,
    operatorPartners,
    operatorPartner,
    deadLetters,
  ]),
]);
