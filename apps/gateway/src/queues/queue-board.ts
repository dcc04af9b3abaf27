import { AnikaError, QUEUE_PREFIX, type QueueDepth, QUEUES } from '@anika/contracts';
import { HealthRegistry, producerConnection } from '@anika/platform';
import { createBullBoard } from '@bull-board/api';
import { FastifyAdapter } from '@bull-board/fastify';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import type { FastifyPluginCallback } from 'fastify';
import { Redis } from 'ioredis';
import { GatewayConfig } from '../gateway.config';
import type { Check } from '../pages/guarded';
import { RedactedQueueAdapter } from './redacted-queue.adapter';

/** Bull Board over all queues, for reading only. */
@Injectable()
export class QueueBoard implements OnApplicationShutdown {
  readonly path = '/ops/queues';
  private readonly logger = new Logger(QueueBoard.name);
  private readonly redis: Redis;
  private readonly queues: readonly Queue[];

  constructor(config: GatewayConfig, health: HealthRegistry) {
    this.redis = new Redis(producerConnection(config.REDIS_URL));
    this.redis.on('error', (error: Error) => this.logger.debug(error.message));
    this.queues = Object.values(QUEUES).map((name) => this.open(name));
    health.add('redis', () => this.redis.ping(), { required: false });
  }

  /** Without Redis the calls of the board would wait for it. */
  readonly assertReady: Check = () => {
    if (this.redis.status === 'ready') return undefined;
    throw new AnikaError('SERVICE_UNAVAILABLE', {
      detail: 'The queues cannot be read: Redis does not answer.',
    });
  };

  plugin(): FastifyPluginCallback {
    const server = new FastifyAdapter();
    server.setBasePath(this.path);
    createBullBoard({
      queues: this.queues.map((queue) => new RedactedQueueAdapter(queue)),
      serverAdapter: server,
      options: { uiConfig: { boardTitle: 'ANIKA: queues', miscLinks: [{ text: 'Status', url: '/status' }] } },
    });
    return server.registerPlugin();
  }

  /** How many jobs each queue has, by state; null while Redis does not answer. */
  async depths(): Promise<QueueDepth[] | null> {
    if (this.redis.status !== 'ready') return null;
    try {
      return await Promise.all(this.queues.map(depthOf));
    } catch (error) {
      this.logger.debug(String(error));
      return null;
    }
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }

  private open(name: string): Queue {
    // Looking at a queue must not write to it.
    const queue = new Queue(name, { connection: this.redis, prefix: QUEUE_PREFIX, skipMetasUpdate: true });
    queue.on('error', (error) => this.logger.debug(error.message));
    return queue;
  }
}

async function depthOf(queue: Queue): Promise<QueueDepth> {
  const counts = await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
  const { waiting = 0, prioritized = 0, active = 0, delayed = 0, failed = 0 } = counts;
  return { name: queue.name, waiting: waiting + prioritized, active, delayed, failed };
}
