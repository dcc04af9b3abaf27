import { Global, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { BASE_CONFIG } from '../config/base-config';
import { HealthRegistry } from '../health/health-registry';
import { Epoch } from './epoch';
import { commandConnection } from './redis-connection';

export const REDIS = 'anika:redis';
export const InjectRedis = () => Inject(REDIS);

/** One connection for commands: auto-pipelined, failing fast. Its errors reach callers; state changes are logged once. */
function connect(config: { REDIS_URL: string }): Redis {
  const logger = new Logger('Redis');
  const redis = new Redis(commandConnection(config.REDIS_URL));
  let down = false;
  redis.on('error', (error: Error) => {
    if (!down) logger.warn(`not reachable: ${error.message}`);
    down = true;
  });
  redis.on('ready', () => {
    if (down) logger.log('reachable again');
    down = false;
  });
  return redis;
}

@Global()
@Module({
  providers: [{ provide: REDIS, inject: [BASE_CONFIG], useFactory: connect }, Epoch],
  exports: [REDIS, Epoch],
})
export class RedisModule implements OnApplicationShutdown {
  constructor(
    @InjectRedis() private readonly redis: Redis,
    health: HealthRegistry,
  ) {
    // Redis is disposable: without it the app works on, degraded.
    health.add('redis', () => redis.ping(), { required: false });
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}
