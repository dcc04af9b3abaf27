import { ERRORS, type ErrorCode } from '@anika/contracts';

/**
 * The OpenAPI response of problem documents with one of these codes, all of one status.
 *
 * @example problemResponse(['NOT_FOUND'])
 */
export function problemResponse(codes: readonly ErrorCode[]) {
  const [code] = codes as [ErrorCode];
  const { title, status, help } = ERRORS[code];
  const type = `https://anika.example/docs/errors#${code}`;
  return {
    description: codes.map((code) => `\`${code}\`: ${ERRORS[code].title}`).join('; '),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [{ $ref: '#/components/schemas/Problem' }],
          properties: { code: { enum: [...codes] } },
        },
        example: { type, title, status, detail: help, code, requestId: 'req_01kavwz1w6fzrrjx8m41rp7swe' },
      },
    },
  };
}

/**
 * Error codes by their status.
 *
 * @example codesByStatus(['NOT_FOUND', 'CONFLICT']) // Map { 404 => ['NOT_FOUND'], 409 => ['CONFLICT'] }
 */
export function codesByStatus(codes: Iterable<ErrorCode>): Map<number, ErrorCode[]> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes)) {
    const { status } = ERRORS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return byStatus;
}
