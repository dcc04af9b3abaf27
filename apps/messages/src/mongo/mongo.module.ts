import { BASE_CONFIG, HealthRegistry } from '@anika/platform';
import { Global, Logger, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { InjectConnection, MongooseModule } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { Collections } from './collections';
import { createIndexes } from './indexes';

@Global()
@Module({
  imports: [
    MongooseModule.forRootAsync({
      inject: [BASE_CONFIG],
      useFactory: ({ MONGO_URL }: { MONGO_URL: string }) => ({
        uri: MONGO_URL,
        retryAttempts: 3,
        retryDelay: 500,
        serverSelectionTimeoutMS: 2000,
        socketTimeoutMS: 10_000,
        maxPoolSize: 20,
        autoIndex: false,
      }),
    }),
  ],
  providers: [Collections],
  exports: [Collections],
})
export class MongoModule implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(MongoModule.name);

  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly collections: Collections,
    private readonly health: HealthRegistry,
  ) {}

  async onModuleInit(): Promise<void> {
    this.health.add('mongo', async () => this.connection.db?.command({ ping: 1 }), { required: true });
    this.connection.on('disconnected', () => this.logger.warn('MongoDB is not reachable'));
    this.connection.on('connected', () => this.logger.log('MongoDB is reachable again'));
    await createIndexes(this.collections);
  }

  /** From here on it is us who disconnect. */
  onModuleDestroy(): void {
    this.connection.removeAllListeners('disconnected');
  }
}
