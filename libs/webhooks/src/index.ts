export { type DeliveryBody, deliveryBody } from './body/delivery-body';
export { type Cidr, isForbidden, parseCidrs, vetAddresses } from './endpoint/addresses';
export { EndpointAgent, type EndpointAgentOptions } from './endpoint/endpoint-agent';
export { EndpointError, type EndpointReason } from './endpoint/endpoint-error';
export { EndpointResolver, type EndpointResolverOptions } from './endpoint/endpoint-resolver';
export { type Endpoint, type EndpointPolicy, parseEndpoint } from './endpoint/parse-endpoint';
export type { PlatformAddress } from './endpoint/platform-address';
export { type FailedClause, type Filtered, firstFailed, matches } from './filter/matches';
export { token, tokensFor, tokensOf } from './filter/tokens';
export {
  type CustomHeaderProblem,
  type CustomHeaderReason,
  validateCustomHeaders,
} from './headers/custom-headers';
export { grantOf, visibleData } from './projection/grants';
export { compileFields, type Fields, project } from './projection/project';
export { MAX_RETRY_AFTER, parseRetryAfter } from './schedule/retry-after';
export {
  DEFAULT_JITTER,
  DEFAULT_SCHEDULE,
  type NextAttempt,
  nextAttemptAt,
  parseSchedule,
  type Schedule,
} from './schedule/schedule';
export { SecretBox, SecretBoxError, type SecretBoxErrorCode } from './secrets/secret-box';
export type { AttemptTimings } from './send/attempt-clock';
export type { AttemptError, AttemptErrorClass } from './send/attempt-error';
export {
  type AttemptLimits,
  type AttemptOptions,
  type AttemptResult,
  DEFAULT_LIMITS,
} from './send/attempt-types';
export { sendAttempt } from './send/send-attempt';
export { SigningSecretError } from './signing/base64-key';
export { type SignatureHeaders, type SignatureInput, signatureHeaders } from './signing/signature-headers';
export { type SignatureScheme, signatureScheme } from './signing/signature-scheme';
export { generateSigningKey, publicKey, publicKeyOf } from './signing/signing-key';
export { generateSecret } from './signing/signing-secret';
