import { ACCESS } from '@anika/identity';
import { RPC_PATTERNS } from '@anika/contracts';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { auditMistake } from '../audit/assert-audited';
import { UNGUARDED } from '../http/unguarded.decorator';
import { assertPatterns } from '../rpc/assert-patterns';
import { HANDLED_PATTERN } from '../rpc/handle.decorator';

const ROUTE = 'path';

/**
 * Start-up check: every call of the app has exactly one handler, and every HTTP route says who may call it and, if it changes
 * something, whether that is an entry of the audit log.
 * Answers whether the app serves calls at all.
 */
export function assertHandlers(app: string, context: INestApplicationContext): { servesRpc: boolean } {
  const reflector = context.get(Reflector);
  const scanner = new MetadataScanner();
  const patterns: string[] = [];
  const mistakes: string[] = [];
  for (const { instance, metatype } of context.get(DiscoveryService).getControllers()) {
    if (!instance || !metatype) continue;
    const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const method = prototype[name] as () => unknown;
      const pattern = reflector.get<string | undefined>(HANDLED_PATTERN, method);
      if (pattern !== undefined) patterns.push(pattern);
      const isRoute = reflector.get<unknown>(ROUTE, method) !== undefined && pattern === undefined;
      const hasRule = [ACCESS, UNGUARDED].some(
        (key) => reflector.getAllAndOverride<unknown>(key, [method, metatype]) !== undefined,
      );
      if (!isRoute) continue;
      const mistake = hasRule
        ? auditMistake(reflector, method, metatype as Type)
        : 'does not say who may call it';
      if (mistake !== undefined) mistakes.push(`The route ${metatype.name}.${name} ${mistake}.`);
    }
  }
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  assertPatterns(app, patterns, RPC_PATTERNS);
  return { servesRpc: patterns.length > 0 };
}
