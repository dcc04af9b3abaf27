import { answerOf, api, type Schemas } from './client';
import { pagesOf } from './pages';

export type ApiKey = Schemas['ApiKey'];
export type KeyScope = ApiKey['scopes'][number];

export const keysQuery = pagesOf(['keys'], (query) =>
  answerOf(api.GET('/api/v1/api-keys', { params: { query } })),
);

export const createKey = (body: Schemas['CreateApiKey']) => answerOf(api.POST('/api/v1/api-keys', { body }));

export const revokeKey = (keyId: string) =>
  answerOf(api.DELETE('/api/v1/api-keys/{keyId}', { params: { path: { keyId } } }));
