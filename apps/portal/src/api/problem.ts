import type { components } from '@anika/client';

export type FieldError = NonNullable<components['schemas']['Problem']['errors']>[number];

/** An answer of the API that is no success, or no answer at all (`code` NO_ANSWER). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId?: string;
  readonly errors: readonly FieldError[];
  /** Seconds of Retry-After. */
  readonly retryAfter?: number;

  constructor(document: Partial<components['schemas']['Problem']>, retryAfter?: number) {
    super(document.detail ?? document.title ?? document.code ?? 'No answer');
    this.name = 'Problem';
    this.status = document.status ?? 0;
    this.code = document.code ?? 'NO_ANSWER';
    this.requestId = document.requestId;
    this.errors = document.errors ?? [];
    this.retryAfter = retryAfter;
  }
}

/** Any thrown thing as a problem. */
export function toProblem(thrown: unknown): Problem {
  return thrown instanceof Problem ? thrown : new Problem({ detail: String(thrown) });
}
