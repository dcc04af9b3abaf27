import type { Socket } from 'node:net';
import type { ClientTCP } from '@nestjs/microservices';

/**
 * Connects, or gives up after the time. All callers share one attempt, which TCP by itself would go on with for two minutes
 * when a node's packets are dropped: so the socket goes, and with it the attempt of all.
 */
export async function connectWithin(client: ClientTCP, ms: number): Promise<void> {
  const timer = setTimeout(() => {
    client.unwrap<Socket>().destroy(new Error(`not connected after ${ms} ms`));
  }, ms);
  try {
    await client.connect();
  } finally {
    clearTimeout(timer);
  }
}

/** Ends the connection at once: a peer that is frozen would not answer a polite end. The calls on it fail. */
export function drop(client: ClientTCP): void {
  client.unwrap<Socket>().destroy();
  client.close();
}
