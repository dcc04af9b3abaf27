import { type DynamicModule, type ExecutionContext, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule, ModuleRef, Reflector } from '@nestjs/core';
import { AccessGuard } from '@anika/identity';
import { auditRefusals } from '../audit/audit-refusals';
import { BASE_CONFIG } from '../config/base-config';
import type { CommonConfig } from '../config/config';
import { HealthController } from '../health/health.controller';
import { HealthRegistry } from '../health/health-registry';
import { AllowedMethods } from '../http/allowed-methods';
import { ProblemFilter } from '../http/problem.filter';
import { SchemaPipe } from '../http/schema.pipe';
import { UNGUARDED } from '../http/unguarded.decorator';
import { Metrics } from '../metrics/metrics';
import { MetricsController } from '../metrics/metrics.controller';
import { AnikaFilter } from '../rpc/rpc.filter';
import { RpcGuard } from '../rpc/rpc.guard';

export interface PlatformOptions {
  readonly module: Type;
  readonly config: CommonConfig & { readonly GATEWAY_SECRET?: string };
  readonly allowedMethods: AllowedMethods;
}

/** The root of every app: its config, the guards, filters and pipes, health and metrics, and the app's own module. */
@Module({})
export class PlatformModule {
  static forRoot({ module, config, allowedMethods }: PlatformOptions): DynamicModule {
    const problems = new ProblemFilter(config.PUBLIC_URL, allowedMethods);
    return {
      module: PlatformModule,
      global: true,
      imports: [DiscoveryModule, module],
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: BASE_CONFIG, useValue: config },
        { provide: config.constructor, useValue: config },
        HealthRegistry,
        Metrics,
        { provide: APP_FILTER, useValue: new AnikaFilter(problems) },
        { provide: ProblemFilter, useValue: problems },
        {
          provide: APP_GUARD,
          inject: [Reflector, ModuleRef],
          useFactory: (reflector: Reflector, modules: ModuleRef) => accessGuard(config, reflector, modules),
        },
        { provide: APP_GUARD, useValue: new RpcGuard(config.INTERNAL_SECRET) },
        { provide: APP_PIPE, useClass: SchemaPipe },
      ],
      exports: [BASE_CONFIG, config.constructor as Type, HealthRegistry, Metrics, ProblemFilter],
    };
  }
}

function accessGuard(
  config: PlatformOptions['config'],
  reflector: Reflector,
  modules: ModuleRef,
): AccessGuard {
  const isExempt = (context: ExecutionContext) =>
    reflector.getAllAndOverride<boolean>(UNGUARDED, [context.getHandler(), context.getClass()]) === true;
  return new AccessGuard(
    { gateway: config.GATEWAY_SECRET, internal: config.INTERNAL_SECRET },
    reflector,
    isExempt,
    auditRefusals(reflector, modules),
  );
}
