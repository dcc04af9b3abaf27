import { AnikaError } from '@anika/contracts';

/**
 * CONFLICT at the member whose value exists already.
 *
 * @example
 * if (isUniqueViolation(error)) throw taken('/name', 'You have a topic with the name car-choice.');
 */
export function taken(pointer: string, detail: string): AnikaError {
  return new AnikaError('CONFLICT', {
    detail,
    errors: [{ pointer, code: 'INVALID', message: 'is taken', params: { reason: 'taken' } }],
  });
}
