import { z } from 'zod';
import { ApiKeyId, UserId } from '../ids';
import { API_KEY_SCOPES } from '../identity';
import { pageOf, Text, Timestamp } from './common';

const Scopes = z.array(z.enum(API_KEY_SCOPES)).min(1).max(API_KEY_SCOPES.length);

export const ApiKey = z
  .object({
    id: ApiKeyId,
    name: Text(100),
    scopes: Scopes,
    createdBy: UserId.nullable(),
    createdAt: Timestamp,
    expiresAt: Timestamp.nullable(),
    lastUsedAt: Timestamp.nullable().describe('Exact to a minute'),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;
export const ApiKeyPage = pageOf(ApiKey).meta({ id: 'ApiKeyPage' });
export const ApiKeyParams = z.strictObject({ keyId: ApiKeyId });

export const CreateApiKey = z
  .strictObject({ name: Text(100), scopes: Scopes, expiresAt: Timestamp.optional() })
  .meta({ id: 'CreateApiKey' });
export type CreateApiKey = z.infer<typeof CreateApiKey>;

export const UpdateApiKey = z.strictObject({ name: Text(100).optional() }).meta({ id: 'UpdateApiKey' });
export type UpdateApiKey = z.infer<typeof UpdateApiKey>;

/** `key` is shown this once; only its SHA-256 is stored. */
export const CreatedApiKey = ApiKey.extend({ key: z.string() }).meta({ id: 'CreatedApiKey' });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;
