import { timeOfId } from '@anika/contracts';
import type { MessageDocument } from '../mongo/documents';
import type { Reader } from './topic-reader';

/** The time of acceptance is the time in the id. */
export function createdAtOf({ _id }: Pick<MessageDocument, '_id'>): string {
  return new Date(timeOfId(_id)).toISOString();
}

/** The message as JSON text; `data` is spliced in as it was published, so that no number or escape changes. */
export function messageJson(message: MessageDocument, see: Reader['see']): string {
  const { _id: id, topicId, type, publisherId, occurredAt, data } = message;
  const head = JSON.stringify({
    id,
    topicId,
    type,
    publisherId,
    createdAt: createdAtOf(message),
    occurredAt,
  });
  return `${head.slice(0, -1)},"data":${see(data)}}`;
}

export function messagePageJson(
  messages: readonly MessageDocument[],
  nextCursor: string | null,
  see: Reader['see'],
): string {
  const rows = messages.map((message) => messageJson(message, see)).join(',');
  return `{"data":[${rows}],"nextCursor":${JSON.stringify(nextCursor)}}`;
}
