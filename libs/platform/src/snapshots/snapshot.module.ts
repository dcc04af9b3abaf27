import { type DynamicModule, Module } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { REDIS } from '../redis/redis.module';
import type { RpcClient } from '../rpc/rpc-client';
import { SnapshotCache } from './snapshot-cache';

/** Provides the app's one SnapshotCache; needs RedisModule and `rpcClients('topics')`. */
@Module({})
export class SnapshotModule {
  /** `subscriptions`: whether snapshots carry the endpoints (the dispatcher) or not (messages). */
  static forRoot(options: { readonly subscriptions: boolean }): DynamicModule {
    return {
      module: SnapshotModule,
      global: true,
      providers: [
        {
          provide: SnapshotCache,
          inject: [REDIS, 'anika:rpc:topics'],
          useFactory: (redis: Redis, topics: RpcClient) =>
            new SnapshotCache(redis, topics, options.subscriptions),
        },
      ],
      exports: [SnapshotCache],
    };
  }
}
