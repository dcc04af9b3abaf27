/** Who calls: nobody, an unrelated partner, a granted partner, the topic's owner, an operator. */
export const CALLERS = ['anonymous', 'stranger', 'granted', 'owner', 'operator'] as const;
export type Caller = (typeof CALLERS)[number];

export interface RouteRow {
  readonly route: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** Expected statuses in the order of CALLERS. */
  readonly expected: readonly [number, number, number, number, number];
}

/** Everything that belongs to the owner's company alone: the others have companies of their own, or no right at all. */
const OWN = (others: number, owner: number, operator = 403) =>
  [401, others, others, owner, operator] as const;
/** Not one object but the caller's own list: every partner may ask. */
const EACH = (status: number, operator = 403) => [401, status, status, status, operator] as const;
const OPERATORS = (status: number) => [401, 403, 403, 403, status] as const;
const ANYONE = (status: number) => [status, status, status, status, status] as const;

/**
 * Every route of the API with what each caller gets. `{topicId}`, `{messageId}`, `{inboxId}` … are the owner's, `{subscriptionId}`,
 * `{deliveryId}` and `{replayId}` the granted partner's; `{requestId}` is the granted partner's, for another topic of the owner.
 * Bodies are such that a caller with the right succeeds or fails in validation (422) without changing what other rows need.
 * Destructive rows come last.
 */
export const ROUTES: readonly RouteRow[] = [
  { route: 'POST /api/v1/auth/register', body: {}, expected: ANYONE(422) },
  { route: 'POST /api/v1/auth/token', body: {}, expected: ANYONE(422) },
  { route: 'POST /api/v1/auth/revoke', body: { token: 'unknown' }, expected: ANYONE(200) },
  { route: 'POST /api/v1/auth/session', body: {}, expected: ANYONE(422) },
  { route: 'GET /api/v1/openapi.json', expected: ANYONE(200) },
  { route: 'GET /api/v1/status', expected: ANYONE(200) },
  { route: 'GET /api/v1/auth/me', expected: EACH(200, 200) },
  { route: 'PATCH /api/v1/auth/me', body: {}, expected: EACH(200, 200) },
  { route: 'GET /api/v1/auth/options', expected: ANYONE(200) },
  { route: 'POST /api/v1/auth/password', body: {}, expected: EACH(422, 422) },
  { route: 'POST /api/v1/auth/reset', body: {}, expected: ANYONE(422) },
  { route: 'POST /api/v1/auth/reset/confirm', body: {}, expected: ANYONE(422) },
  { route: 'GET /api/v1/auth/sessions', expected: EACH(200, 200) },
  { route: 'DELETE /api/v1/auth/sessions/{sessionId}', expected: OWN(404, 204, 404) },
  { route: 'DELETE /api/v1/auth/sessions', expected: EACH(204, 204) },
  { route: 'GET /api/v1/users', expected: EACH(200, 200) },
  { route: 'POST /api/v1/users', body: {}, expected: EACH(422, 422) },
  { route: 'GET /api/v1/users/{userId}', expected: OWN(404, 200, 200) },
  { route: 'PATCH /api/v1/users/{userId}', body: { name: 'Owner' }, expected: OWN(404, 200, 404) },
  { route: 'GET /api/v1/users/{memberId}/sessions', expected: OWN(404, 200, 200) },
  { route: 'DELETE /api/v1/users/{memberId}/sessions', expected: OWN(404, 204, 204) },
  { route: 'DELETE /api/v1/users/{memberId}/sessions/{sessionId}', expected: OWN(404, 404, 404) },
  { route: 'POST /api/v1/users/{memberId}/reset-link', expected: OWN(404, 201, 201) },
  { route: 'POST /api/v1/invitations', body: {}, expected: EACH(422, 422) },
  { route: 'GET /api/v1/invitations', expected: EACH(200, 200) },
  { route: 'GET /api/v1/invitations/{invitationId}', expected: OWN(404, 200, 404) },
  { route: 'POST /api/v1/invitations/{invitationId}/resend', expected: OWN(404, 200, 404) },
  { route: 'POST /api/v1/invitations/lookup', body: { token: 'unknown' }, expected: ANYONE(410) },
  { route: 'POST /api/v1/invitations/accept', body: {}, expected: ANYONE(422) },
  { route: 'GET /api/v1/api-keys', expected: EACH(200) },
  { route: 'GET /api/v1/audit', expected: EACH(200, 200) },
  { route: 'POST /api/v1/api-keys', body: {}, expected: EACH(422) },
  { route: 'GET /api/v1/partners', expected: EACH(200, 200) },
  { route: 'GET /api/v1/partners/{partnerId}', expected: EACH(200, 200) },
  { route: 'POST /api/v1/partners', body: {}, expected: OPERATORS(422) },
  { route: 'PATCH /api/v1/partners/{partnerId}', body: { status: 'active' }, expected: OPERATORS(200) },
  { route: 'GET /api/v1/topics', expected: EACH(200) },
  { route: 'POST /api/v1/topics', body: {}, expected: EACH(422) },
  { route: 'GET /api/v1/topics/{topicId}', expected: [401, 404, 200, 200, 403] },
  { route: 'PATCH /api/v1/topics/{topicId}', body: { title: 'New' }, expected: [401, 404, 403, 200, 403] },
  { route: 'GET /api/v1/topics/{topicId}/grants', expected: [401, 404, 403, 200, 403] },
  { route: 'PUT /api/v1/topics/{topicId}/grants/{partnerId}', body: {}, expected: [401, 404, 403, 422, 403] },
  {
    route: 'PUT /api/v1/topics/{topicId}/contract/{type}',
    body: { schema: true },
    expected: [401, 404, 403, 201, 403],
  },
  { route: 'GET /api/v1/topics/{topicId}/contract', expected: [401, 404, 200, 200, 403] },
  { route: 'GET /api/v1/topics/{topicId}/contract/{type}', expected: [401, 404, 200, 200, 403] },
  { route: 'GET /api/v1/topics/{topicId}/contract/{type}/versions', expected: [401, 404, 200, 200, 403] },
  { route: 'DELETE /api/v1/topics/{topicId}/contract/{type}', expected: [401, 404, 403, 204, 403] },
  { route: 'GET /api/v1/topics/{topicId}/grants/{partnerId}/waiting', expected: [401, 404, 403, 200, 403] },
  {
    route: 'POST /api/v1/topics/{topicId}/access-requests',
    body: { reason: 'Loans' },
    expected: [401, 404, 409, 422, 403],
  },
  { route: 'GET /api/v1/topics/{topicId}/access-requests', expected: [401, 404, 200, 200, 403] },
  { route: 'GET /api/v1/access-requests', expected: EACH(200) },
  { route: 'GET /api/v1/access-requests/counts', expected: EACH(200) },
  { route: 'GET /api/v1/access-requests/{requestId}', expected: [401, 404, 200, 200, 403] },
  {
    route: 'POST /api/v1/access-requests/{requestId}/approve',
    body: {},
    expected: [401, 404, 403, 200, 403],
  },
  { route: 'POST /api/v1/access-requests/{requestId}/reject', body: {}, expected: [401, 404, 403, 409, 403] },
  { route: 'POST /api/v1/access-requests/{requestId}/withdraw', expected: [401, 404, 409, 403, 403] },
  {
    route: 'POST /api/v1/topics/{topicId}/messages',
    body: { type: 't', data: 1 },
    expected: [401, 404, 403, 202, 403],
  },
  {
    route: 'POST /api/v1/topics/{topicId}/messages/batch',
    body: { messages: [{}] },
    expected: [401, 404, 403, 200, 403],
  },
  { route: 'GET /api/v1/topics/{topicId}/messages', expected: [401, 404, 200, 200, 403] },
  {
    route: 'POST /api/v1/topics/{topicId}/messages/search',
    body: {},
    expected: [401, 404, 200, 200, 403],
  },
  { route: 'GET /api/v1/topics/{topicId}/search-index', expected: [401, 404, 403, 200, 403] },
  {
    route: 'GET /api/v1/topics/{topicId}/stream',
    headers: { 'last-event-id': 'none' },
    expected: [401, 404, 422, 422, 403],
  },
  {
    route: 'POST /api/v1/topics/{topicId}/erasures',
    body: { filter: { type: 'none' }, dryRun: true },
    expected: [401, 404, 403, 200, 403],
  },
  { route: 'GET /api/v1/topics/{topicId}/erasures', expected: [401, 404, 403, 200, 403] },
  { route: 'GET /api/v1/erasures/{erasureId}', expected: OWN(404, 200) },
  { route: 'GET /api/v1/stats', expected: EACH(200) },
  { route: 'GET /api/v1/topics/{topicId}/stats', expected: [401, 404, 200, 200, 403] },
  { route: 'GET /api/v1/subscriptions/{subscriptionId}/stats', expected: [401, 404, 200, 404, 403] },
  { route: 'GET /api/v1/messages/{messageId}', expected: [401, 404, 200, 200, 403] },
  { route: 'GET /api/v1/messages/{messageId}/deliveries', expected: [401, 404, 200, 200, 403] },
  { route: 'GET /api/v1/subscriptions', expected: EACH(200) },
  { route: 'POST /api/v1/subscriptions', body: {}, expected: EACH(422) },
  { route: 'GET /api/v1/subscriptions/{subscriptionId}', expected: [401, 404, 200, 404, 403] },
  { route: 'PATCH /api/v1/subscriptions/{subscriptionId}', body: {}, expected: [401, 404, 200, 404, 403] },
  { route: 'GET /api/v1/subscriptions/{subscriptionId}/deliveries', expected: [401, 404, 200, 404, 403] },
  { route: 'GET /api/v1/grants', expected: EACH(422) },
  { route: 'GET /api/v1/overview', expected: EACH(200) },
  { route: 'GET /api/v1/inboxes', expected: EACH(200) },
  { route: 'POST /api/v1/inboxes', body: { answerWith: 200 }, expected: EACH(422) },
  { route: 'GET /api/v1/inboxes/{inboxId}', expected: OWN(404, 200) },
  { route: 'PATCH /api/v1/inboxes/{inboxId}', body: { answerWith: 500 }, expected: OWN(404, 200) },
  { route: 'GET /api/v1/inboxes/{inboxId}/requests', expected: OWN(404, 200) },
  { route: 'DELETE /api/v1/inboxes/{inboxId}/requests', expected: OWN(404, 204) },
  { route: 'DELETE /api/v1/inboxes/{inboxId}', expected: OWN(404, 204) },
  { route: 'GET /api/v1/deliveries', expected: EACH(200) },
  { route: 'GET /api/v1/deliveries/{deliveryId}', expected: [401, 404, 200, 404, 403] },
  { route: 'POST /api/v1/deliveries/{deliveryId}/redeliver', expected: [401, 404, 202, 404, 403] },
  {
    route: 'POST /api/v1/subscriptions/{subscriptionId}/replay',
    body: { only: 'failed', dryRun: true },
    expected: [401, 404, 200, 404, 403],
  },
  {
    route: 'POST /api/v1/subscriptions/{subscriptionId}/match',
    body: { type: 't', data: 1 },
    expected: [401, 404, 200, 404, 403],
  },
  { route: 'GET /api/v1/subscriptions/{subscriptionId}/replays', expected: [401, 404, 200, 404, 403] },
  { route: 'GET /api/v1/replays/{replayId}', expected: [401, 404, 200, 404, 403] },
  { route: 'DELETE /api/v1/replays/{replayId}', expected: [401, 404, 204, 404, 403] },
  { route: 'POST /api/v1/ops/sweep', expected: OPERATORS(202) },
  { route: 'GET /api/v1/ops/sweep', expected: OPERATORS(200) },
  { route: 'GET /api/v1/ops/overview', expected: OPERATORS(200) },
  { route: 'GET /api/v1/ops/dead-letters', expected: OPERATORS(200) },
  { route: 'POST /api/v1/ops/dead-letters/redrive', body: { dryRun: true }, expected: OPERATORS(200) },
  { route: 'POST /api/v1/subscriptions/{subscriptionId}/pause', expected: [401, 404, 200, 404, 403] },
  { route: 'POST /api/v1/subscriptions/{subscriptionId}/resume', expected: [401, 404, 200, 404, 403] },
  { route: 'POST /api/v1/subscriptions/{subscriptionId}/test', expected: [401, 404, 200, 404, 403] },
  {
    route: 'POST /api/v1/subscriptions/{subscriptionId}/rotate-secret',
    body: {},
    expected: [401, 404, 200, 404, 403],
  },
  { route: 'DELETE /api/v1/subscriptions/{subscriptionId}', expected: [401, 404, 204, 404, 403] },
  { route: 'DELETE /api/v1/topics/{topicId}/grants/{grantedId}', expected: [401, 404, 403, 204, 403] },
  { route: 'GET /api/v1/api-keys/{keyId}', expected: OWN(404, 200) },
  { route: 'PATCH /api/v1/api-keys/{keyId}', body: { name: 'CRM 2' }, expected: OWN(404, 200) },
  { route: 'DELETE /api/v1/invitations/{invitationId}', expected: OWN(404, 204, 404) },
  { route: 'DELETE /api/v1/api-keys/{keyId}', expected: OWN(404, 204) },
  { route: 'DELETE /api/v1/topics/{topicId}', expected: [401, 404, 404, 204, 403] },
  { route: 'DELETE /api/v1/auth/session', expected: ANYONE(204) },
];
