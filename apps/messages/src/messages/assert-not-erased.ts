import { AnikaError, timeOfId } from '@anika/contracts';
import type { MessageDocument } from '../mongo/documents';

/** To be asked once it is known that the caller may see the message. @throws {AnikaError} MESSAGE_ERASED. */
export function assertNotErased({ _id, erased }: Pick<MessageDocument, '_id' | 'erased'>): void {
  if (erased === undefined) return;
  const asked = new Date(timeOfId(erased)).toISOString();
  throw new AnikaError('MESSAGE_ERASED', { detail: `The erasure of ${_id} was asked for at ${asked}.` });
}
