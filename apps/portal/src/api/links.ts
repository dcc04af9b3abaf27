import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';

/* What who holds a link may do. The token goes in bodies only: addresses of requests are logged. */

export const invitationPreviewQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation-preview'],
    queryFn: () => answerOf(api.POST('/api/v1/invitations/lookup', { body: { token } })),
    staleTime: Infinity,
    gcTime: 0,
  });

export const acceptInvitation = (body: Schemas['AcceptInvitation']) =>
  answerOf(api.POST('/api/v1/invitations/accept', { body }));

export const requestReset = (email: string) => answerOf(api.POST('/api/v1/auth/reset', { body: { email } }));

export const confirmReset = (body: Schemas['ConfirmReset']) =>
  answerOf(api.POST('/api/v1/auth/reset/confirm', { body }));
