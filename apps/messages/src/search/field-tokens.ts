import type { Filter, TopicSnapshot } from '@anika/contracts';
import { grantOf, tokensFor, tokensOf } from '@anika/webhooks';

/** Stands for the values of a message that has too many of them. */
const REST = '*';
/** Each is a read of its own. */
const MAX_TOKENS_READ = 10;

type Declared = Pick<TopicSnapshot, 'searchableFields'>;

/** What a message's document holds of its topic's searchable fields; empty when there is nothing. */
export function fieldTokens({ searchableFields = [] }: Declared, data: unknown): { f?: readonly string[] } {
  const { tokens, isComplete } = tokensOf(data, searchableFields);
  const f = isComplete ? tokens : [...tokens, REST];
  return f.length > 0 ? { f } : {};
}

/** Tokens of which every message that the filter finds for the reader has one; undefined when the index does not help. */
export function tokensToRead(
  snapshot: TopicSnapshot,
  partnerId: string,
  filter: Filter,
): readonly string[] | undefined {
  const tokens = tokensFor(filter, new Set(visiblePaths(snapshot, partnerId)));
  return tokens && tokens.length <= MAX_TOKENS_READ ? [...tokens, REST] : undefined;
}

/** The declared paths of which the reader sees everything. By others it must not be told whether there is a token. */
function visiblePaths(snapshot: TopicSnapshot, partnerId: string): readonly string[] {
  const declared = snapshot.searchableFields ?? [];
  const fields = grantOf(snapshot, partnerId)?.fields;
  if (!fields) return declared;
  return declared.filter((path) => fields.some((field) => path === field || path.startsWith(`${field}.`)));
}
