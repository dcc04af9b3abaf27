import type { EndpointAgent } from '../endpoint/endpoint-agent';
import type { AttemptTimings } from './attempt-clock';
import type { AttemptError } from './attempt-error';

/** Bounds of one attempt; the time for a connection is the agent's. */
export interface AttemptLimits {
  /** From the call to the last byte of the answer, in ms. */
  readonly totalMs: number;
  /** Most bytes read of an answer's body. A longer one is cut there, with its connection. */
  readonly readBytes: number;
  /** How much of the decoded body is kept as text, in bytes. */
  readonly keepBytes: number;
}

export const DEFAULT_LIMITS: AttemptLimits = { totalMs: 15_000, readBytes: 65_536, keepBytes: 4_096 };

export interface AttemptOptions {
  readonly url: string;
  /** All headers but host, connection and content-length, which the connection sets. Values are printable ASCII. */
  readonly headers: Record<string, string>;
  /** The exact bytes to send. */
  readonly body: Buffer;
  /** Default `DEFAULT_LIMITS`. */
  readonly limits?: AttemptLimits;
  readonly dispatcher: EndpointAgent;
}

export interface AttemptResult {
  readonly outcome: 'success' | 'failure';
  /** Of the answer, when there was one. */
  readonly statusCode?: number;
  /** Why it failed; none after a success. */
  readonly error?: AttemptError;
  /** The beginning of the answer's body as text, when there was one that can be read. */
  readonly response?: string;
  /** Of the whole attempt, in ms with one decimal. */
  readonly durationMs: number;
  /** The same time by its parts; `sendAttempt` always gives them. */
  readonly timings?: AttemptTimings;
  /** No attempt to this subscription before this time: asked for by `Retry-After` on 429 or 503, at most 24 h ahead. */
  readonly retryAfter?: Date;
}
