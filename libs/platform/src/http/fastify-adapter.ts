import { isUtf8 } from 'node:buffer';
import { AnikaError, newId, REQUEST_ID_HEADER } from '@anika/contracts';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { enterContext } from '../logging/request-context';
import { problemOf, toAnikaError } from './problem';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body's exact bytes, for routes with a JSON body. */
    rawBody?: Buffer;
  }
}

const REQUEST_ID = /^[\w.-]{1,64}$/;
const MAX_PARAM_LENGTH = 200;
const RAW_ERROR_STATUS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

export interface HttpOptions {
  readonly baseUrl: string;
  readonly bodyLimit: number;
  /** Routes that also take `application/x-www-form-urlencoded`. */
  readonly forms: readonly string[];
  /** Routes that take any body as bytes. */
  readonly rawBodies: readonly string[];
}

/**
 * Fastify as every app uses it: request ids, one JSON parser that keeps the raw bytes, problem documents for what never
 * reaches a route, and connections that are let go while the server closes.
 */
export function createAdapter(options: HttpOptions): FastifyAdapter {
  const server: FastifyServerOptions = {
    bodyLimit: options.bodyLimit,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH, ignoreTrailingSlash: true },
    genReqId: (request) => {
      const sent = request.headers[REQUEST_ID_HEADER];
      return typeof sent === 'string' && REQUEST_ID.test(sent)
        ? sent
        : newId('message').replace('msg_', 'req_');
    },
    frameworkErrors: (error, request, reply) => {
      const problem = problemOf(toAnikaError(error), options.baseUrl, request.id);
      const answer = reply as FastifyReply;
      void answer.status(problem.status).type('application/problem+json').send(problem);
    },
    clientErrorHandler: (error, socket) => {
      const status = RAW_ERROR_STATUS[error.code ?? ''] ?? '400 Bad Request';
      if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    },
  };
  const adapter = new FastifyAdapter(server);
  const fastify = adapter.getInstance<FastifyInstance>();
  addContext(fastify);
  addParsers(fastify, options);
  return adapter;
}

function addContext(fastify: FastifyInstance): void {
  let closing = false;
  fastify.addHook('onRequest', (request, reply, done) => {
    enterContext({ requestId: request.id });
    void reply.header(REQUEST_ID_HEADER, request.id);
    done();
  });
  fastify.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  // A keep-alive connection would hold the server open for a minute after its last answer.
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done(null, payload);
  });
}

function addParsers(fastify: FastifyInstance, { forms, rawBodies }: HttpOptions): void {
  const isRaw = ({ routeOptions }: FastifyRequest) => rawBodies.includes(routeOptions.url ?? '');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    request.rawBody = bytes;
    try {
      done(null, isRaw(request) ? undefined : parseJson(bytes));
    } catch (error) {
      done(error as Error);
    }
  });
  if (rawBodies.length > 0) {
    fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
      if (!isRaw(request)) return done(new AnikaError('UNSUPPORTED_MEDIA_TYPE'));
      request.rawBody = body as Buffer;
      done(null, undefined);
    });
  }
  if (forms.length === 0) return;
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (request, body, done) => {
      if (forms.includes(request.routeOptions.url ?? '')) {
        done(null, Object.fromEntries(new URLSearchParams(body as string)));
      } else {
        done(new AnikaError('UNSUPPORTED_MEDIA_TYPE'));
      }
    },
  );
}

/** RFC 8259: UTF-8 without a byte order mark. */
function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) throw new AnikaError('MALFORMED_JSON', { detail: 'The body is empty.' });
  if (!isUtf8(bytes)) throw new AnikaError('MALFORMED_JSON', { detail: 'The body is not valid UTF-8.' });
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new AnikaError('MALFORMED_JSON', { detail: `The body is not valid JSON: ${positionOf(error)}.` });
  }
}

/** V8's message repeats parts of the body, which may be private: only the position is told, and V8 does not always know it. */
function positionOf(error: unknown): string {
  const [position] = /at position \d+( \(line \d+ column \d+\))?/.exec(String(error)) ?? [];
  if (position) return position;
  return String(error).includes('end of JSON input')
    ? 'it ends too early'
    : 'a word or character in it is not JSON';
}
