import { errors } from 'undici';
import { EndpointError } from '../endpoint/endpoint-error';

/** Why an attempt failed. `blocked-address` is final; all others are retried. */
export type AttemptErrorClass =
  | 'dns'
  | 'blocked-address'
  | 'refused'
  | 'tls'
  | 'timeout'
  | 'reset'
  | 'redirect'
  | 'status-4xx'
  | 'status-5xx'
  | 'too-large-headers'
  | 'other';

export interface AttemptError {
  readonly class: AttemptErrorClass;
  /** One sentence for the endpoint's owner, without the URL, an address or what was answered. */
  readonly message: string;
}

const CERTIFICATE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'has expired',
  CERT_NOT_YET_VALID: 'is not valid yet',
  CERT_REVOKED: 'was revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'comes from an authority that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT: 'has an incomplete chain, or comes from an authority that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'has an incomplete chain, or comes from an authority that is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has an incomplete chain, or comes from an authority that is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'is for another host name',
};

const CONNECTION: Readonly<Record<string, AttemptError>> = {
  ECONNREFUSED: {
    class: 'refused',
    message: 'The endpoint refused the connection: nothing listens on that port.',
  },
  EHOSTUNREACH: { class: 'refused', message: 'There is no network path to the endpoint.' },
  ENETUNREACH: { class: 'refused', message: 'There is no network path to the endpoint.' },
  ETIMEDOUT: { class: 'timeout', message: 'The endpoint took no connection in time.' },
  UND_ERR_CONNECT_TIMEOUT: { class: 'timeout', message: 'The endpoint took no connection in time.' },
  UND_ERR_HEADERS_OVERFLOW: {
    class: 'too-large-headers',
    message: 'The headers of the answer are too large.',
  },
};

export const TOO_MANY_INTERIM: AttemptError = {
  class: 'other',
  message: 'The endpoint sent too many interim answers (1xx) before its own.',
};

const NOT_HTTP: AttemptError = { class: 'other', message: 'The answer is not valid HTTP/1.1.' };

const RESET_CODES = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH']);
/** How the HTTP parser calls an answer whose end is missing; undici gives its errors no code. */
const CUT = 'Invalid EOF state';

/** The error of an answer by its status alone; undefined for 2xx. */
export function statusError(statusCode: number): AttemptError | undefined {
  if (statusCode >= 200 && statusCode < 300) return undefined;
  const answered = `The endpoint answered ${statusCode}`;
  if (statusCode >= 300 && statusCode < 400) {
    return { class: 'redirect', message: `${answered}: redirects are not followed, give the final URL.` };
  }
  if (statusCode >= 400 && statusCode < 500) return { class: 'status-4xx', message: `${answered}.` };
  if (statusCode >= 500 && statusCode < 600) return { class: 'status-5xx', message: `${answered}.` };
  return { class: 'other', message: `${answered}, which is not a status of HTTP.` };
}

/**
 * What an error of the policy, the network, TLS or the HTTP parser means.
 *
 * @param statusCode of the answer, when its headers had arrived
 */
export function transportError(error: unknown, statusCode?: number): AttemptError {
  if (error instanceof EndpointError) return { class: error.class, message: error.message };
  const code = String((error as NodeJS.ErrnoException | undefined)?.code ?? '');
  const connection = CONNECTION[code];
  if (connection !== undefined) return connection;
  if (code === 'UND_ERR_SOCKET' && (error as Error).message.startsWith('bad ')) return NOT_HTTP;
  if (error instanceof errors.HTTPParserError)
    return error.message.includes(CUT) ? resetError(statusCode) : NOT_HTTP;
  // Lengths that contradict each other in the headers.
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' && statusCode === undefined) return NOT_HTTP;
  if (RESET_CODES.has(code)) return resetError(statusCode);
  const certificate = CERTIFICATE[code];
  if (certificate !== undefined)
    return { class: 'tls', message: `The TLS certificate of the endpoint ${certificate}.` };
  if (
    /^(EPROTO$|ERR_SSL|ERR_TLS|CERT_|UNABLE_TO_|CRL_|INVALID_CA|HOSTNAME_MISMATCH|PATH_LENGTH)/.test(code)
  ) {
    return { class: 'tls', message: `A TLS connection could not be made (${code}).` };
  }
  return { class: 'other', message: `The request could not be made${code === '' ? '' : ` (${code})`}.` };
}

/** The time of the whole attempt is over. */
export function timeoutError(seconds: number, sent: boolean, statusCode?: number): AttemptError {
  if (!sent)
    return { class: 'timeout', message: `There was no connection to the endpoint within ${seconds} s.` };
  if (statusCode === undefined) {
    return { class: 'timeout', message: `The endpoint did not answer within ${seconds} s.` };
  }
  return {
    class: 'timeout',
    message: `The endpoint answered ${statusCode}, but its answer did not end in ${seconds} s.`,
  };
}

function resetError(statusCode?: number): AttemptError {
  const message =
    statusCode === undefined
      ? 'The endpoint closed the connection without an answer.'
      : `The endpoint answered ${statusCode}, but closed the connection before its answer was complete.`;
  return { class: 'reset', message };
}
