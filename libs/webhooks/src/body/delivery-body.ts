export interface DeliveryBody {
  /** The message id, `msg_…`. */
  readonly id: string;
  readonly type: string;
  /** When the message was accepted, RFC 3339 in UTC. */
  readonly timestamp: string;
  /** When the publisher says it happened, as published. */
  readonly occurredAt?: string;
  readonly topic: { readonly id: string; readonly name: string };
  readonly publisher: { readonly id: string };
  /** The JSON text of `data` exactly as it was published: it goes into the body byte for byte, never parsed. */
  readonly data: string;
}

/**
 * The body of a webhook: `{"id","type","timestamp","occurredAt"?,"topic":{"id","name"},"publisher":{"id"},"data":…}` in
 * UTF-8. It is the same for all subscribers who see the same members of `data`: make it once, send it to all of them.
 *
 * @example deliveryBody({ …, data: '{"n":12345678901234567890}' }); // …,"data":{"n":12345678901234567890}}
 */
export function deliveryBody({
  id,
  type,
  timestamp,
  occurredAt,
  topic,
  publisher,
  data,
}: DeliveryBody): Buffer {
  const head = JSON.stringify({
    id,
    type,
    timestamp,
    occurredAt,
    topic: { id: topic.id, name: topic.name },
    publisher: { id: publisher.id },
  });
  return Buffer.from(`${head.slice(0, -1)},"data":${data}}`);
}
