import { z } from 'zod';

/** One call between services over Nest TCP: its name, and the shapes of request and answer. */
export interface RpcPattern<Request extends z.ZodType = z.ZodType, Answer = unknown> {
  readonly name: string;
  readonly request: Request;
  /** Only a type: answers come from our own services and are not checked again. */
  readonly answer?: Answer;
}

export type RequestOf<P extends RpcPattern> = z.input<P['request']>;
export type ParsedRequestOf<P extends RpcPattern> = z.output<P['request']>;
export type AnswerOf<P extends RpcPattern> = P extends RpcPattern<z.ZodType, infer Answer> ? Answer : never;

/**
 * Declares a call. Requests may gain optional members, never lose any: versions N and N−1 run together.
 *
 * @example const FindTopic = rpc<{ id: string }>()('topics.find', z.object({ id: TopicId }));
 */
export const rpc =
  <Answer>() =>
  <Request extends z.ZodType>(name: string, request: Request): RpcPattern<Request, Answer> => ({
    name,
    request,
  });

/** What travels in each packet around the request: version of the shape, proof of origin, the request id of the log. */
export const RpcEnvelope = z.object({
  v: z.literal(1),
  secret: z.string(),
  requestId: z.string().optional(),
  data: z.unknown(),
});
export type RpcEnvelope = z.infer<typeof RpcEnvelope>;
