import { AnikaError, type FieldError } from '@anika/contracts';
import type { EntityManager } from 'typeorm';

const KNOWS_DATA = `SELECT FROM contract WHERE topic_id = $1 AND schema::text LIKE '%"data"%' LIMIT 1`;

/**
 * Paths are below `data`. `data.car` is what people write who mean `car`, and would show nothing: it is taken only where a contract of the
 * topic tells of a member that is called `data` itself.
 *
 * @throws {AnikaError} VALIDATION_FAILED
 */
export async function assertBelowData(
  manager: EntityManager,
  topicId: string,
  fields: readonly string[] | null,
): Promise<void> {
  const errors = (fields ?? []).flatMap(mistakeOf);
  if (errors.length === 0 || (await manager.query(KNOWS_DATA, [topicId])).length > 0) return;
  throw new AnikaError('VALIDATION_FAILED', { errors });
}

function mistakeOf(path: string, index: number): FieldError[] {
  const [first, ...rest] = path.split('.');
  if (first !== 'data') return [];
  const meant = rest.length > 0 ? `write ${rest.join('.')}` : 'send null instead of fields to show all of it';
  const message = `begins with data, but paths are below data already: ${meant}. A member that is itself called data must stand in a contract of the topic first`;
  return [{ pointer: `/fields/${index}`, code: 'INVALID', message, params: { reason: 'below-data' } }];
}
