import { SigningSecretError } from './base64-key';
import { signatureBy } from './signature-scheme';

export interface SignatureInput {
  /** The message id: the same on every attempt, so that the receiver can drop repetitions. */
  readonly id: string;
  /** Unix seconds of this attempt. */
  readonly timestamp: number;
  /** The exact bytes that are sent; a string counts as UTF-8. */
  readonly body: Buffer | string;
  /** `whsec_…` or `whsk_…`, the current one first; more than one while a rotated secret overlaps. */
  readonly secrets: readonly string[];
}

/** The three headers of Standard Webhooks. */
export type SignatureHeaders = Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>;

/**
 * Signs one attempt by Standard Webhooks, over `id.timestamp.body`: `v1,<base64 HMAC-SHA256>` for each `whsec_` secret and
 * `v1a,<base64 ed25519>` for each `whsk_` key, separated by spaces.
 *
 * @throws SigningSecretError when there is no secret, or one is malformed
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 * @example
 * signatureHeaders({ id: 'msg_1', timestamp: 1614265330, body: '{}', secrets: ['whsec_…'] });
 * // { 'webhook-id': 'msg_1', 'webhook-timestamp': '1614265330', 'webhook-signature': 'v1,K5oZ…=' }
 */
export function signatureHeaders({ id, timestamp, body, secrets }: SignatureInput): SignatureHeaders {
  if (secrets.length === 0) throw new SigningSecretError('At least one signing secret is needed.');
  const head = `${id}.${timestamp}.`;
  const signatures = secrets.map((secret) => signatureBy(secret, head, body));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
