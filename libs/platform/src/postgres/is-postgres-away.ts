/** Not reachable; connection errors (08…), shutting down, crashed, starting (57P01–57P03), no connection free (53300). */
const AWAY_CODE =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|08\w{3}|57P0[1-3]|53300)$/;
/** What the driver says without a code. */
const AWAY_MESSAGE =
  /^(Connection terminated|timeout expired$|timeout exceeded when trying to connect$|Query read timeout$|Client has encountered a connection error)/;

/**
 * Whether the error says that PostgreSQL cannot be asked at the moment, so that the same request may succeed later. TypeORM's errors
 * carry the code and the message of the driver's.
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function isPostgresAway(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  return (
    (typeof code === 'string' && AWAY_CODE.test(code)) ||
    (typeof message === 'string' && AWAY_MESSAGE.test(message))
  );
}
