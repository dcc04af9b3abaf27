import type { RpcPattern } from '@anika/contracts';
import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcInterceptor } from './rpc.interceptor';

export const HANDLED_PATTERN = 'anika:rpc-pattern';

/**
 * Serves a call of another service. The method's parameter is `@RpcData(Pattern)`; it answers the pattern's answer.
 *
 * @example @Handle(GetSnapshot) get(@RpcData(GetSnapshot) request: ParsedRequestOf<typeof GetSnapshot>) { … }
 */
export const Handle = (pattern: RpcPattern): MethodDecorator =>
  applyDecorators(
    MessagePattern(pattern.name),
    SetMetadata(HANDLED_PATTERN, pattern.name),
    // Here and not for the whole app: HTTP would pay for it with each request.
    UseInterceptors(RpcInterceptor),
  );

/** The checked request of a call. */
export const RpcData = (pattern: RpcPattern): ParameterDecorator =>
  Payload('data', { schema: pattern.request });
