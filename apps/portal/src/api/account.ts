import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';
import { pagesOf } from './pages';

export type Session = Schemas['Session'];

export const updateMe = (body: Schemas['UpdateMe']) => answerOf(api.PATCH('/api/v1/auth/me', { body }));

export const changePassword = (body: Schemas['ChangePassword']) =>
  answerOf(api.POST('/api/v1/auth/password', { body }));

export const sessionsQuery = pagesOf(['sessions'], (query) =>
  answerOf(api.GET('/api/v1/auth/sessions', { params: { query } })),
);

export const endSession = (sessionId: string) =>
  answerOf(api.DELETE('/api/v1/auth/sessions/{sessionId}', { params: { path: { sessionId } } }));

export const endOtherSessions = () => answerOf(api.DELETE('/api/v1/auth/sessions'));

/** What the platform offers to those who sign in: whether it sends mails, how long passwords are. */
export const signInOptionsQuery = queryOptions({
  queryKey: ['sign-in-options'],
  queryFn: () => answerOf(api.GET('/api/v1/auth/options')),
  staleTime: Infinity,
});
