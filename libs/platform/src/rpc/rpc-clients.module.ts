import { type DynamicModule, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { BASE_CONFIG } from '../config/base-config';
import { RpcClient } from './rpc-client';
import { rpcTls, type RpcTlsConfig } from './rpc-tls';

export type Service = 'topics' | 'messages' | 'dispatcher' | 'gateway';
const ADDRESSES = {
  topics: 'TOPICS_TCP',
  messages: 'MESSAGES_TCP',
  dispatcher: 'DISPATCHER_TCP',
  gateway: 'GATEWAY_TCP',
} as const;

const token = (service: Service) => `anika:rpc:${service}`;

/** Injects the client of a service that the module imported with `rpcClients`. */
export const InjectRpc = (service: Service) => Inject(token(service));

type RpcConfig = { readonly [name in (typeof ADDRESSES)[Service]]?: readonly string[] } & {
  readonly INTERNAL_SECRET: string;
  readonly RPC_TIMEOUT_MS: number;
} & RpcTlsConfig;

@Injectable()
class ClosingRpcClient extends RpcClient implements OnApplicationShutdown {
  onApplicationShutdown(): void {
    this.close();
  }
}

@Module({})
class RpcClientsModule {}

/**
 * A global module with the clients of the named services; the app's config must hold RPC_TIMEOUT_MS and `<SERVICE>_TCP`.
 * Import it once, in the app's root module.
 *
 * @example @Module({ imports: [rpcClients('topics', 'messages')] })
 */
export function rpcClients(...services: readonly Service[]): DynamicModule {
  return {
    module: RpcClientsModule,
    global: true,
    providers: services.map((service) => ({
      provide: token(service),
      inject: [BASE_CONFIG],
      useFactory: (config: RpcConfig) => {
        const addresses = config[ADDRESSES[service]];
        if (!addresses)
          throw new Error(`The app calls ${service}, but its config lacks ${ADDRESSES[service]}.`);
        return new ClosingRpcClient({
          service,
          addresses,
          secret: config.INTERNAL_SECRET,
          timeoutMs: config.RPC_TIMEOUT_MS,
          tls: rpcTls(config),
        });
      },
    })),
    exports: services.map(token),
  };
}
