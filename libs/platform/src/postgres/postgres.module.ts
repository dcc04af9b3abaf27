import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type MigrationInterface } from 'typeorm';
import { BASE_CONFIG } from '../config/base-config';
import { HealthRegistry } from '../health/health-registry';
import { migrate } from './migrate';

export interface PostgresOptions {
  /** The setting that holds the database's URL. */
  readonly setting: 'AUTH_DATABASE_URL' | 'TOPICS_DATABASE_URL';
  readonly entities: readonly Type[];
  readonly migrations: readonly Type<MigrationInterface>[];
}

const POOL_SIZE = 20;

/** Connects the app to its own PostgreSQL database and brings its tables up to date before anything else starts. */
@Module({})
export class PostgresModule {
  static forRoot({ setting, entities, migrations }: PostgresOptions): DynamicModule {
    return {
      module: PostgresModule,
      global: true,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [BASE_CONFIG, HealthRegistry],
          useFactory: (config: Record<string, string>) => ({
            type: 'postgres' as const,
            url: config[setting],
            entities: [...entities],
            migrations: [...migrations],
            synchronize: false,
            retryAttempts: 0,
            extra: {
              max: POOL_SIZE,
              connectionTimeoutMillis: 2000,
              statement_timeout: 5000,
              query_timeout: 6000,
              idle_in_transaction_session_timeout: 10_000,
            },
          }),
          dataSourceFactory: async (options) => {
            const source = await new DataSource(options!).initialize();
            await migrate(source);
            return source;
          },
        }),
        TypeOrmModule.forFeature([...entities]),
      ],
      exports: [TypeOrmModule],
    };
  }

  constructor(source: DataSource, health: HealthRegistry) {
    health.add('postgres', () => source.query('SELECT 1'), { required: true });
  }
}
