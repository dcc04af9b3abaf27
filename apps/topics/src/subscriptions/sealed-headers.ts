import type { SecretBox } from '@anika/webhooks';
import type { SubscriptionEntity } from '../database/subscription.entity';

type Headers = Readonly<Record<string, string>>;
export type SealedHeaders = Pick<SubscriptionEntity, 'headerNames' | 'sealedHeaders'>;

/** Names in clear, values sealed for the subscription. */
export function sealHeaders(box: SecretBox, id: string, headers: Headers): SealedHeaders {
  const headerNames = Object.keys(headers);
  return {
    headerNames,
    sealedHeaders: headerNames.length === 0 ? null : box.seal(JSON.stringify(headers), id),
  };
}

export function openHeaders(
  box: SecretBox,
  { id, sealedHeaders }: Pick<SubscriptionEntity, 'id' | 'sealedHeaders'>,
): Headers {
  return sealedHeaders === null ? {} : (JSON.parse(box.open(sealedHeaders, id)) as Headers);
}

/** RFC 7396: `null` takes a name away, other names stay. Upper and lower case of a name are the same. */
export function mergeHeaders(
  current: Headers,
  changes: Readonly<Record<string, string | null>> | null,
): Headers {
  if (changes === null) return {};
  const changed = new Set(Object.keys(changes).map((name) => name.toLowerCase()));
  const kept = Object.entries(current).filter(([name]) => !changed.has(name.toLowerCase()));
  const set = Object.entries(changes).filter((entry): entry is [string, string] => entry[1] !== null);
  return Object.fromEntries([...kept, ...set]);
}
