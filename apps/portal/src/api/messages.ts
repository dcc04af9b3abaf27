import { type InfiniteData, queryOptions } from '@tanstack/react-query';
import { partsOf } from '../lib/json-parts';
import { answerOf, api, type Schemas } from './client';
import { type Page, pagesOf } from './pages';
import { queryClient } from './query-client';

/** A message whose `data` is the exact text that was sent: JSON.parse would round long numbers. */
export interface Message extends Omit<Schemas['Message'], 'data'> {
  readonly data: string;
}

export interface MessageFilter {
  readonly type?: string;
  readonly from?: string;
  readonly to?: string;
  /** For the owner: what this partner finds, as it sees it. */
  readonly as?: string;
  /** JSON of the filter language. */
  readonly filter?: string;
}

type PageQuery = { readonly limit: number; readonly cursor?: string };

export const readMessages =
  (topicId: string, filter: MessageFilter) =>
  (page: PageQuery): Promise<Page<Message>> =>
    filter.filter === undefined ? listed(topicId, filter, page) : found(topicId, filter, page);

async function listed(topicId: string, { filter: _none, ...query }: MessageFilter, page: PageQuery) {
  const text = await answerOf(
    api.GET('/api/v1/topics/{topicId}/messages', {
      params: { path: { topicId }, query: { ...query, ...page } },
      parseAs: 'text',
    }),
  );
  return toMessages(text);
}

/** A search reads only so much at a time: it goes on until something is found, a few times. */
const MOST_STEPS = 5;

async function found(topicId: string, { filter, ...query }: MessageFilter, page: PageQuery) {
  let cursor = page.cursor;
  for (let step = 1; ; step += 1) {
    const rest = JSON.stringify({ ...query, limit: page.limit, cursor });
    const text = await answerOf(
      api.POST('/api/v1/topics/{topicId}/messages/search', {
        params: { path: { topicId } },
        body: {},
        // The filter goes out as it was written: a number keeps its digits.
        bodySerializer: () => `${rest.slice(0, -1)},"filter":${filter}}`,
        headers: { 'content-type': 'application/json' },
        parseAs: 'text',
      }),
    );
    const answer = toMessages(text);
    if (answer.data.length > 0 || answer.nextCursor === null || step === MOST_STEPS) return answer;
    cursor = answer.nextCursor;
  }
}

function toMessages(text: string): Page<Message> {
  const parts = partsOf(text);
  return {
    data: [...partsOf(parts.get('data') ?? '[]').values()].map(toMessage),
    nextCursor: JSON.parse(parts.get('nextCursor') ?? 'null') as string | null,
  };
}

/** The newest message, as the reader sees it; null when there is none. */
export const latestMessageQuery = (topicId: string) =>
  queryOptions({
    queryKey: ['messages', topicId, 'latest'],
    queryFn: async () => (await readMessages(topicId, {})({ limit: 1 })).data[0] ?? null,
    staleTime: 60_000,
  });

export const messagesQuery = (topicId: string, filter: MessageFilter) =>
  pagesOf(['messages', topicId, filter], readMessages(topicId, filter));

/** How it is looked at by the owner: as a partner that reads it, or as one whose grant had these fields (paths with commas). */
export interface MessageView {
  readonly as?: string;
  readonly fields?: string;
}

export const messageQuery = (messageId: string, view: MessageView = {}) =>
  queryOptions({
    queryKey: ['message', messageId, view],
    initialData: () => listedMessage(messageId, view)?.message,
    initialDataUpdatedAt: () => listedMessage(messageId, view)?.at,
    queryFn: async () =>
      toMessage(
        await answerOf(
          api.GET('/api/v1/messages/{messageId}', {
            params: { path: { messageId }, query: view },
            parseAs: 'text',
          }),
        ),
      ),
  });

/** The message as a list has it already: a long one takes its time to come. */
function listedMessage(messageId: string, { as, fields }: MessageView) {
  if (fields !== undefined) return undefined;
  const lists = queryClient.getQueryCache().findAll({
    queryKey: ['messages'],
    predicate: ({ queryKey: [, , filter] }) => isFilter(filter) && filter.as === as,
  });
  const current = lists.filter(({ state }) => !state.isInvalidated);
  for (const { state } of current.toSorted(
    (one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt,
  )) {
    const { pages = [] } = (state.data ?? {}) as Partial<InfiniteData<Page<Message>>>;
    const message = pages.flatMap(({ data }) => data).find(({ id }) => id === messageId);
    if (message) return { message, at: state.dataUpdatedAt };
  }
  return undefined;
}

const isFilter = (part: unknown): part is MessageFilter => typeof part === 'object' && part !== null;

function toMessage(text: string): Message {
  const { data = 'null', ...rest } = Object.fromEntries(partsOf(text));
  const parsed = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, JSON.parse(value) as unknown]),
  );
  return { ...(parsed as unknown as Message), data };
}

/** Publishes; `data` is JSON text and goes out as it is. */
export const publishMessage = (topicId: string, type: string, data: string, key: string) =>
  answerOf(
    api.POST('/api/v1/topics/{topicId}/messages', {
      params: { path: { topicId }, header: { 'Idempotency-Key': key } },
      body: { type, data },
      bodySerializer: () => `{"type":${JSON.stringify(type)},"data":${data}}`,
      headers: { 'content-type': 'application/json' },
    }),
  );

/** `version`: of the delivery that the explanation is to be of, so that it belongs to the state that is shown. */
export const messageDeliveriesQuery = (messageId: string, version = '') =>
  queryOptions({
    queryKey: ['message-deliveries', messageId, version],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/messages/{messageId}/deliveries', {
          params: { path: { messageId }, query: { limit: 100 } },
        }),
      ),
  });
