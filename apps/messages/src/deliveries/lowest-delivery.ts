import { lowestId, suffixOf } from '@anika/contracts';

/** Delivery ids begin with the message's, and so with a time. */
export function lowestDelivery(time: number): string {
  return `dlv_${suffixOf(lowestId('message', time))}`;
}
