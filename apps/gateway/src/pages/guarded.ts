import type { ProblemFilter } from '@anika/platform';
import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';

/** Throws to refuse the request, or answers it itself by returning the reply. */
export type Check = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined;

/** A hook that answers refusals itself: a plugin's own error handler would make something else of them. */
export function guarded(problems: ProblemFilter, check: Check): onRequestAsyncHookHandler {
  return async (request, reply) => {
    try {
      return check(request, reply);
    } catch (error) {
      problems.answer(error, request, reply);
      return reply;
    }
  };
}
