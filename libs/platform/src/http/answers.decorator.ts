import type { ErrorCode } from '@anika/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { codesByStatus, problemResponse } from '../openapi/problem-response';

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
  'AUTH_UNAVAILABLE',
  'UPSTREAM_FAILED',
  'UPSTREAM_TIMEOUT',
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
  const byStatus = codesByStatus([...errors, ...EVERYWHERE]);
  return applyDecorators(
    ApiResponse({ status, description, ...(schema && { standardSchema: schema }) } as Parameters<
      typeof ApiResponse
    >[0]),
    ...[...byStatus].map(([errorStatus, codes]) =>
      ApiResponse({ status: errorStatus, ...problemResponse(codes) } as Parameters<typeof ApiResponse>[0]),
    ),
  );
}
