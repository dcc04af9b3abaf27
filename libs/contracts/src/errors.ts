/** One row of the error table: what a code means, its HTTP status, and what the caller should do. */
export interface ErrorRow {
  readonly status: number;
  readonly title: string;
  readonly help: string;
}

/** The one table of error codes. `docs/errors.md` is generated from it. */
export const ERRORS = {
  VALIDATION_FAILED: {
    status: 422,
    title: 'The request is not valid',
    help: 'Each entry of `errors` names the member (`pointer`) and what is wrong with it. Mend those and send again.',
  },
  MALFORMED_JSON: {
    status: 400,
    title: 'The body is not valid JSON',
    help: 'Send one JSON value in UTF-8, without duplicate members in the top level and not nested deeper than 64.',
  },
  MALFORMED_REQUEST: {
    status: 400,
    title: 'The request could not be read',
    help: 'The address, a header or a parameter is malformed or too long.',
  },
  UNAUTHENTICATED: {
    status: 401,
    title: 'A credential is needed',
    help: 'Send `Authorization: Bearer <access token or API key>`.',
  },
  TOKEN_EXPIRED: {
    status: 401,
    title: 'The access token has expired',
    help: 'An access token lives 15 minutes. Get a new one with the refresh token, or sign in again.',
  },
  CREDENTIAL_INVALID: {
    status: 401,
    title: 'The credential is not valid',
    help: 'The token, key or session is unknown, changed, revoked or over, or its user or partner is not active. Sign in again or use another key.',
  },
  INVALID_GRANT: {
    status: 400,
    title: 'The credentials were not accepted',
    help: 'The e-mail address, the password or the refresh token is wrong, used up or expired. Sign in again.',
  },
  FORBIDDEN: {
    status: 403,
    title: 'Not allowed',
    help: 'The credential is valid, but its role or scopes do not include this. `detail` names the scope that is missing.',
  },
  CROSS_ORIGIN: {
    status: 403,
    title: 'Request from another origin',
    help: 'Browser sessions may change things only from pages of this platform. Programs should use a token or an API key.',
  },
  REGISTRATION_CLOSED: {
    status: 403,
    title: 'Registration is closed',
    help: 'On this platform an operator creates partners. Ask the operator for an account.',
  },
  MAIL_NOT_CONFIGURED: {
    status: 403,
    title: 'This platform sends no mail',
    help: 'Ask an owner of your company or the operator for a link.',
  },
  NOT_FOUND: {
    status: 404,
    title: 'Not found',
    help: 'There is no such address or object, or it is not yours to see.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    title: 'Method not allowed',
    help: 'The header `Allow` lists the methods of this address.',
  },
  CONFLICT: {
    status: 409,
    title: 'It does not go with what is there',
    help: '`detail` says with what. Use what exists, choose another name, or change that first.',
  },
  ALREADY_SUBSCRIBED: {
    status: 409,
    title: 'The endpoint is subscribed to the topic already',
    help: '`detail` names your subscription that has it. Change or resume that one, or use another URL.',
  },
  ACCESS_REQUESTED: {
    status: 409,
    title: 'You have asked for access already',
    help: '`detail` names your request, which the owner has not decided yet. Wait, or withdraw it and ask anew.',
  },
  ACCESS_GRANTED: {
    status: 409,
    title: 'You have access already',
    help: 'Read the topic or subscribe to it. For other fields or a later end, turn to its owner.',
  },
  ACCESS_REQUEST_DECIDED: {
    status: 409,
    title: 'The request has been decided already',
    help: 'It was approved, rejected or withdrawn, perhaps in this moment. Read it again to see by whom and how.',
  },
  IDEMPOTENCY_MISMATCH: {
    status: 409,
    title: 'The idempotency key was used for another message',
    help: 'Within 24 hours a key belongs to one message, byte for byte. Use a new key for a new message.',
  },
  TOPIC_DELETING: {
    status: 409,
    title: 'The topic is being deleted',
    help: 'Nothing can be published to it or changed in it any more.',
  },
  DELIVERY_IN_FLIGHT: {
    status: 409,
    title: 'The delivery is being attempted',
    help: 'Its outcome is known within seconds. Look at it again, then redeliver if it failed.',
  },
  SUBSCRIPTION_INACTIVE: {
    status: 409,
    title: 'The subscription cannot be sent to',
    help: '`detail` says why. Ask the owner of the topic for access, and try again.',
  },
  TOO_MANY_REPLAYS: {
    status: 409,
    title: 'Two replays of the subscription are running',
    help: 'Wait until one of them has ended or cancel it.',
  },
  TOO_MANY_ERASURES: {
    status: 409,
    title: 'Five erasures of the topic are running',
    help: 'Wait until one of them has ended. One erasure takes any filter and up to 1,000 ids.',
  },
  LIMIT_REACHED: {
    status: 409,
    title: 'You have as many as you may',
    help: 'Delete one that you need no longer, or ask the operator for a higher limit.',
  },
  CONTRACT_INCOMPATIBLE: {
    status: 409,
    title: 'The new schema may refuse messages that are right today',
    help: 'Each entry of `errors` names a change that breaks something. Mend those, or send `"force": true` when publishers and readers are ready for it.',
  },
  LINK_INVALID: {
    status: 410,
    title: 'The link is no longer valid',
    help: 'It was used, replaced, revoked or is over, or it is not complete. Ask for a new one.',
  },
  MESSAGE_ERASED: {
    status: 410,
    title: 'The message was erased',
    help: 'Its owner has had its contents removed for good. A message that was published with an idempotency key keeps the key for 24 hours: publish another one with a new key.',
  },
  PRECONDITION_FAILED: {
    status: 412,
    title: 'It was changed in the meantime',
    help: 'The `If-Match` you sent is not the current `ETag`. Read it again and repeat the change.',
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    title: 'The body is too large',
    help: 'A message may have 1 MiB, unless your company has a limit of its own.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    title: 'Unsupported media type',
    help: 'Send `Content-Type: application/json`.',
  },
  CONTRACT_VIOLATED: {
    status: 422,
    title: 'The message is not as the contract of its type says',
    help: 'Each entry of `errors` names a member of `data` and what is expected there. `GET /topics/{id}/contract/{type}` shows the contract.',
  },
  ENDPOINT_REFUSED: {
    status: 422,
    title: 'The endpoint is not allowed',
    help: 'A webhook endpoint must be a public https address: no private, loopback or reserved network, no user name in the URL.',
  },
  RATE_LIMITED: {
    status: 429,
    title: 'Too many requests',
    help: 'Wait as many seconds as `Retry-After` says.',
  },
  INTERNAL: {
    status: 500,
    title: 'Something went wrong on our side',
    help: 'Quote the `requestId` to the operator. Publishing may be repeated safely with an `Idempotency-Key`.',
  },
  UPSTREAM_FAILED: {
    status: 502,
    title: 'A service did not answer properly',
    help: 'Try again in a moment. Publishing may be repeated safely with an `Idempotency-Key`.',
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    title: 'Unavailable for the moment',
    help: 'A store or service is down or restarting. Wait as many seconds as `Retry-After` says and try again.',
  },
  AUTH_UNAVAILABLE: {
    status: 503,
    title: 'Credentials cannot be checked for the moment',
    help: 'Wait as many seconds as `Retry-After` says and try again.',
  },
  UPSTREAM_TIMEOUT: {
    status: 504,
    title: 'A service took too long to answer',
    help: 'Try again in a moment. Publishing may be repeated safely with an `Idempotency-Key`.',
  },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERRORS;

/** One thing that is wrong with a request; `pointer` is a JSON pointer (RFC 6901) into the body, or `?name`, or `:name`. */
/** What can be wrong with one member of a request; the code in `errors` of a problem document. */
export const FIELD_ERRORS = {
  REQUIRED: 'It must be there',
  UNKNOWN_MEMBER: 'It is not known here',
  INVALID_TYPE: 'It is of another type than `params.expected`',
  INVALID_VALUE: 'It is none of `params.values`',
  TOO_SMALL: 'It is less, shorter or fewer than `params.minimum`',
  TOO_BIG: 'It is more, longer or more numerous than `params.maximum`',
  INVALID: 'It is of another form than `message` says',
  TOO_COMPLEX: 'It takes more work to check than is allowed',
  BREAKING_CHANGE:
    'A change of a contract that may refuse what was right, or take from readers what they rely on: `params.change`',
  ENDPOINT_REFUSED: 'A webhook endpoint must be a public https address',
} as const;
export type FieldErrorCode = keyof typeof FIELD_ERRORS;
export const FIELD_ERROR_CODES = Object.keys(FIELD_ERRORS) as [FieldErrorCode, ...FieldErrorCode[]];

export interface FieldError {
  readonly pointer: string;
  readonly code: FieldErrorCode;
  readonly message: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

export interface AnikaErrorOptions {
  /** One sentence for the caller about this occurrence. Never a secret, an URL of a subscriber or a stack. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Response headers such as `retry-after` or `allow`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/**
 * The one error that services throw on purpose. Filters turn it into problem+json (HTTP) or an RPC error (TCP) and back.
 *
 * @example throw new AnikaError('NOT_FOUND', { detail: 'There is no topic top_….' });
 */
export class AnikaError extends Error {
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ErrorCode,
    options: AnikaErrorOptions = {},
  ) {
    super(options.detail ?? ERRORS[code].title, { cause: options.cause });
    this.name = 'AnikaError';
    this.status = ERRORS[code].status;
    this.detail = options.detail;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
  }
}

/** The error's code when it is an AnikaError, otherwise undefined. */
export function errorCode(error: unknown): ErrorCode | undefined {
  return error instanceof AnikaError ? error.code : undefined;
}
