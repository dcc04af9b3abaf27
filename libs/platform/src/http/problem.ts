import { AnikaError, ERRORS, type ErrorCode, type Problem } from '@anika/contracts';
import { HttpException } from '@nestjs/common';
import { isPostgresAway } from '../postgres/is-postgres-away';

/** Fastify's and Nest's own refusals, by HTTP status. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'MALFORMED_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  414: 'MALFORMED_REQUEST',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'RATE_LIMITED',
  431: 'MALFORMED_REQUEST',
  503: 'SERVICE_UNAVAILABLE',
};

/** What MongoDB's driver throws while the server is not to be reached. */
const STORE_UNAVAILABLE =
  /^Mongo(ServerSelection|Network|NetworkTimeout|PoolCleared|PoolClosed|NotConnected|TopologyClosed|WaitQueueTimeout)Error$/;

/**
 * Any thrown thing as an AnikaError: a store that is away is SERVICE_UNAVAILABLE; what nobody foresaw becomes INTERNAL, with the
 * thing itself as its cause.
 */
export function toAnikaError(error: unknown): AnikaError {
  if (error instanceof AnikaError) return error;
  if (isPostgresAway(error) || (error instanceof Error && STORE_UNAVAILABLE.test(error.name)))
    return new AnikaError('SERVICE_UNAVAILABLE', { cause: error });
  const status = error instanceof HttpException ? error.getStatus() : statusCodeOf(error);
  const code = status === undefined ? undefined : CODE_OF_STATUS[status];
  return new AnikaError(code ?? 'INTERNAL', { cause: error });
}

function statusCodeOf(error: unknown): number | undefined {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}

/** The problem document of an error (RFC 9457). `baseUrl` is PUBLIC_URL. */
export function problemOf(error: AnikaError, baseUrl: string, requestId: string): Problem {
  const row = ERRORS[error.code];
  return {
    type: `${baseUrl}/docs/errors#${error.code}`,
    title: row.title,
    status: row.status,
    detail: error.detail ?? row.help,
    code: error.code,
    requestId,
    ...(error.errors && {
      errors: error.errors.map((entry) => ({ ...entry, params: entry.params && { ...entry.params } })),
    }),
  };
}
