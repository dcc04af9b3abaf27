import { ACCESS } from '@anika/identity';
import { RequestMethod } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { AUDITED, NOT_AUDITED } from './audited-route';

const METHOD = 'method';
const READS: ReadonlySet<RequestMethod> = new Set([
  RequestMethod.GET,
  RequestMethod.HEAD,
  RequestMethod.OPTIONS,
]);

/**
 * Start-up check: what is wrong with what a route says of the audit log; undefined when it is right. Whoever adds a route that changes
 * something has to decide.
 */
export function auditMistake(
  reflector: Reflector,
  method: () => unknown,
  controller: new (...parameters: never[]) => unknown,
): string | undefined {
  const says = (key: string) => reflector.getAllAndOverride<unknown>(key, [method, controller]);
  const isAudited = says(AUDITED) !== undefined;
  if (isAudited && (says(ACCESS) === 'public' || says(ACCESS) === 'internal'))
    return 'is audited by its caller, but open without a credential: its service has to write the entry';
  if (READS.has(reflector.get<RequestMethod>(METHOD, method)) || isAudited) return undefined;
  if (says(NOT_AUDITED) !== undefined) return undefined;
  return "changes something and has neither @Audited('noun.verb') nor @NotAudited('why')";
}
