import os from 'node:os';
import { mongo } from 'mongoose';
import { stack } from './stack';

/** The throw-away stack's MongoDB itself; to be closed. */
export function mongoClient(): mongo.MongoClient {
  // The driver imports it dynamically, which Jest refuses.
  return new mongo.MongoClient(stack().servers.mongo!.url!, { runtimeAdapters: { os } });
}
