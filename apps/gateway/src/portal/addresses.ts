/** The addresses of the portal's pages (apps/portal/src/app/routes.tsx); every other one is answered with 404. */
export const PORTAL_ADDRESSES = [
  '/',
  '/sign-in',
  '/register',
  '/topics',
  '/topics/:topicId',
  '/topics/:topicId/:tab',
  '/subscriptions',
  '/subscriptions/:subscriptionId',
  '/subscriptions/:subscriptionId/:tab',
  '/messages/:messageId',
  '/deliveries',
  '/deliveries/:deliveryId',
  '/replays/:replayId',
  '/developers/:page',
  '/go/:id',
] as const;
