import { createHash } from 'node:crypto';

/** What stands in a message for the key that it was published with: a key is its publisher's and its topic's. */
export function idempotencyHash(partnerId: string, topicId: string, key: string): string {
  return digest(`${partnerId}\n${topicId}\n${key}`);
}

/** The same once the message that has used the key up is older than a day. */
export function nextIdempotencyHash(idem: string, messageId: string): string {
  return digest(`${idem}\n${messageId}`);
}

/** SHA-256 as base64url. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
