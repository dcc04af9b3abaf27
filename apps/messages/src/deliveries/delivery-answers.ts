import type { Delivery, DeliverySummary } from '@anika/contracts';
import type { DeliveryDocument } from '../mongo/documents';

function common({ _id, messageId, topicId, partnerId, state, reason, dueAt }: DeliveryDocument) {
  return {
    id: _id,
    messageId,
    topicId,
    partnerId,
    state,
    ...(reason !== undefined && { reason }),
    ...(state === 'retrying' && dueAt && { nextAttemptAt: dueAt.toISOString() }),
  };
}

/** For the subscriber. */
export function toDelivery(document: DeliveryDocument): Delivery {
  return { ...common(document), subscriptionId: document.subscriptionId, attempts: [...document.attempts] };
}

/** For the publisher: never the endpoint or its answers. */
export function toSummary(document: DeliveryDocument): DeliverySummary {
  return { ...common(document), attempts: document.attempts.map(({ number, at }) => ({ number, at })) };
}
