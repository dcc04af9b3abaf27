import { ERRORS, type ErrorCode } from '@anika/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

export interface AnswersOptions {
  readonly status: number;
  readonly description?: string;
  /** The body's shape; none for 204. */
  readonly schema?: z.ZodType;
  /** Codes of its own, besides those that every route may answer. */
  readonly errors?: readonly ErrorCode[];
}

/** What any authenticated route may answer. */
const EVERYWHERE: readonly ErrorCode[] = [
  'UNAUTHENTICATED',
  'TOKEN_EXPIRED',
  'CREDENTIAL_INVALID',
  'FORBIDDEN',
  'RATE_LIMITED',
  'SERVICE_UNAVAILABLE',
];

/**
 * Documents a route's answers: the success and, by status, the problem codes.
 *
 * @example @Answers({ status: 201, schema: Topic, errors: ['VALIDATION_FAILED', 'CONFLICT'] })
 */
export function Answers({
  status,
  description = 'Done',
  schema,
  errors = [],
}: AnswersOptions): MethodDecorator {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set([...errors, ...EVERYWHERE])) {
    byStatus.set(ERRORS[code].status, [...(byStatus.get(ERRORS[code].status) ?? []), code]);
  }
  return applyDecorators(
    ApiResponse({ status, description, ...(schema && { standardSchema: schema }) } as Parameters<
      typeof ApiResponse
    >[0]),
    ...[...byStatus].map(([errorStatus, codes]) =>
      ApiResponse({
        status: errorStatus,
        description: codes.map((code) => `\`${code}\`: ${ERRORS[code].title}`).join('; '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    ),
  );
}
