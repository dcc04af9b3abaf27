import { Logger, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type MicroserviceOptions, Transport } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { ConfigError, type CommonConfig } from '../config/config';
import { AllowedMethods } from '../http/allowed-methods';
import { createAdapter } from '../http/fastify-adapter';
import { createPino, NestPino } from '../logging/logger';
import { NoDelaySocket } from '../rpc/no-delay-socket';
import { rpcTls } from '../rpc/rpc-tls';
import { assertHandlers } from './assert-handlers';
import { observeHttp } from './observe-http';
import { PlatformModule } from './platform.module';
import { setPrefix } from './prefix';
import { stopOnSignals } from './stop-on-signals';

export interface AppOptions<C extends CommonConfig> {
  readonly name: string;
  readonly module: Type;
  /** The class made with `settings(…)`. */
  readonly config: new () => C;
  /** Routes outside the prefix `api/v1`, besides health and metrics. @example ['identity', 'internal/*path'] */
  readonly unprefixed?: readonly string[];
  /** Full paths that also take form bodies. */
  readonly forms?: readonly string[];
  /** Full paths that take any body, whatever its type, as bytes (`rawBody`). @example ['/inbox/:token'] */
  readonly rawBodies?: readonly string[];
  /** Bytes; 256 KiB by default. */
  readonly bodyLimit?: number;
  /** Runs before the server listens, for what Nest has no place for (plugins in a scope of their own). */
  readonly prepare?: (app: NestFastifyApplication, config: C) => Promise<void>;
}

const DEFAULT_BODY_LIMIT = 256 * 1024;

/**
 * Starts an app: checked configuration, JSON logs, HTTP with problem documents, calls of other services when it serves any,
 * health, metrics, and a clean stop on SIGTERM or SIGINT. A failing start is logged and ends the process with code 1.
 *
 * @example void startApp({ name: 'topics', module: TopicsModule, config: TopicsConfig });
 */
export async function startApp<C extends CommonConfig>(options: AppOptions<C>): Promise<void> {
  const config = readConfig(options);
  const logger = new NestPino(createPino(options.name, config.LOG_LEVEL));
  Logger.overrideLogger(logger);
  try {
    const app = await createApp(options, config);
    stopOnSignals(app, config.SHUTDOWN_SECONDS);
    await app.listen(config.HTTP_PORT, config.HOST);
    logger.log(`listening on ${config.HOST}:${config.HTTP_PORT}`, options.name);
  } catch (error) {
    logger.fatal(error, options.name);
    process.exit(1);
  }
}

function readConfig<C extends CommonConfig>(options: AppOptions<C>): C {
  try {
    return new options.config();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${options.name}: ${error.message}\n`);
    process.exit(1);
  }
}

async function createApp<C extends CommonConfig>(
  options: AppOptions<C>,
  config: C,
): Promise<NestFastifyApplication> {
  const {
    name,
    module,
    unprefixed = [],
    forms = [],
    rawBodies = [],
    bodyLimit = DEFAULT_BODY_LIMIT,
  } = options;
  const allowedMethods = new AllowedMethods();
  const adapter = createAdapter({ baseUrl: config.PUBLIC_URL, bodyLimit, forms, rawBodies });
  allowedMethods.watch(adapter.getInstance<FastifyInstance>());
  const app = await NestFactory.create<NestFastifyApplication>(
    PlatformModule.forRoot({ module, config, allowedMethods }),
    adapter,
    { bodyParser: false, abortOnError: false },
  );
  setPrefix(app, unprefixed);
  observeHttp(app);
  await options.prepare?.(app, config);
  if (assertHandlers(name, app).servesRpc) await serveRpc(app, config);
  return app;
}

async function serveRpc(app: NestFastifyApplication, config: CommonConfig): Promise<void> {
  const { TCP_PORT: port } = config as CommonConfig & { readonly TCP_PORT?: number };
  if (port === undefined) throw new Error('The app serves calls, but its config lacks TCP_PORT.');
  const tlsOptions = rpcTls(config);
  app.connectMicroservice<MicroserviceOptions>(
    {
      transport: Transport.TCP,
      options: { host: config.HOST, port, socketClass: NoDelaySocket, ...(tlsOptions && { tlsOptions }) },
    },
    { inheritAppConfig: true },
  );
  await app.startAllMicroservices();
}
