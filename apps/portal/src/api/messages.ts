import { queryOptions } from '@tanstack/react-query';
import { partsOf } from '../lib/json-parts';
import { answerOf, api, type Schemas } from './client';
import { type Page, pagesOf } from './pages';

/** A message whose `data` is the exact text that was sent: JSON.parse would round long numbers. */
export interface Message extends Omit<Schemas['Message'], 'data'> {
  readonly data: string;
}

export interface MessageFilter {
  readonly type?: string;
  readonly from?: string;
}

export const readMessages =
  (topicId: string, filter: MessageFilter) =>
  async (page: { readonly limit: number; readonly cursor?: string }): Promise<Page<Message>> => {
    const text = await answerOf(
      api.GET('/api/v1/topics/{topicId}/messages', {
        params: { path: { topicId }, query: { ...filter, ...page } },
        parseAs: 'text',
      }),
    );
    const parts = partsOf(text);
    return {
      data: [...partsOf(parts.get('data') ?? '[]').values()].map(toMessage),
      nextCursor: JSON.parse(parts.get('nextCursor') ?? 'null') as string | null,
    };
  };

export const messagesQuery = (topicId: string, filter: MessageFilter) =>
  pagesOf(['messages', topicId, filter], readMessages(topicId, filter));

export const messageQuery = (messageId: string) =>
  queryOptions({
    queryKey: ['message', messageId],
    queryFn: async () =>
      toMessage(
        await answerOf(
          api.GET('/api/v1/messages/{messageId}', { params: { path: { messageId } }, parseAs: 'text' }),
        ),
      ),
  });

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
