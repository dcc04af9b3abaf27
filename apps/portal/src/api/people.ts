import { answerOf, api, type Schemas } from './client';
import { pagesOf } from './pages';

export type User = Schemas['User'];
export type Role = Schemas['Role'];
export type Invitation = Schemas['Invitation'];

/** The people of the own company; for operators those of the one that is named. */
export const usersQuery = (partnerId?: string) =>
  pagesOf(['users', partnerId ?? 'own'], (page) =>
    answerOf(api.GET('/api/v1/users', { params: { query: { ...page, ...(partnerId && { partnerId }) } } })),
  );

export const updateUser = (userId: string, body: Schemas['UpdateUser']) =>
  answerOf(api.PATCH('/api/v1/users/{userId}', { params: { path: { userId } }, body }));

export const makeResetLink = (userId: string) =>
  answerOf(api.POST('/api/v1/users/{userId}/reset-link', { params: { path: { userId } } }));

export const endSessionsOf = (userId: string) =>
  answerOf(api.DELETE('/api/v1/users/{userId}/sessions', { params: { path: { userId } } }));

export const invitationsQuery = pagesOf(['invitations'], (query) =>
  answerOf(api.GET('/api/v1/invitations', { params: { query } })),
);

export const invite = (body: Schemas['CreateInvitation']) =>
  answerOf(api.POST('/api/v1/invitations', { body }));

export const resendInvitation = (invitationId: string) =>
  answerOf(api.POST('/api/v1/invitations/{invitationId}/resend', { params: { path: { invitationId } } }));

export const revokeInvitation = (invitationId: string) =>
  answerOf(api.DELETE('/api/v1/invitations/{invitationId}', { params: { path: { invitationId } } }));
