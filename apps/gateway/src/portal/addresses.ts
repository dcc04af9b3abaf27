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
  '/deliveries/:deliveryId',
  '/go/:id',
] as const;
