import { mongo } from 'mongoose';

const DUPLICATE_KEY = 11000;

/**
 * The positions of the documents that an unordered bulk write refused as duplicates; undefined when anything else failed, so that
 * the rest is not known to be durable.
 */
export function duplicatesOf(error: unknown): readonly number[] | undefined {
  if (!(error instanceof mongo.MongoBulkWriteError)) return undefined;
  const errors = [error.writeErrors].flat();
  if (error.result.getWriteConcernError()) return undefined;
  if (errors.length === 0 || errors.some(({ code }) => code !== DUPLICATE_KEY)) return undefined;
  return errors.map(({ index }) => index);
}

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
}
