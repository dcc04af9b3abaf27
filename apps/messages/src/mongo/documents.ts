import type { Attempt, DeliveryState } from '@anika/contracts';

export interface MessageDocument {
  readonly _id: string;
  readonly topicId: string;
  readonly topicVersion: number;
  readonly publisherId: string;
  readonly type: string;
  readonly occurredAt?: Date;
  /** The exact text that was published. */
  readonly data: string;
  /** There until every target has a recorded outcome: what the sweeper looks for. */
  readonly open?: true;
  /** sha256(partner, topic, idempotency key) and the hash of the body that came with the key. */
  readonly idem?: string;
  readonly bodyHash?: string;
}

export interface DeliveryDocument {
  /** `dlv_` and the suffixes of message and subscription. */
  readonly _id: string;
  readonly messageId: string;
  readonly topicId: string;
  readonly subscriptionId: string;
  /** The subscriber. */
  readonly partnerId: string;
  readonly publisherId: string;
  readonly state: DeliveryState;
  readonly reason?: string;
  /** Raised by each redelivery: outcomes and jobs of an earlier one no longer count. */
  readonly generation: number;
  /** Attempts used in this generation. */
  readonly attemptsUsed: number;
  /** `retrying`: the next attempt; `pending`: until when its attempt is somebody's. */
  readonly dueAt?: Date;
  /** Random text of whoever took it last, to see which of several it was. */
  readonly claim?: string;
  /** `h.<subscription>` while held, `d.<subscription>` when dead. */
  readonly parked?: string;
  readonly attempts: readonly Attempt[];
}

/** What is held for a subscription has a reason; `rev` rises with each delivery that is held. */
export interface HoldDocument {
  readonly _id: string;
  readonly topicId: string;
  readonly reason: string;
  readonly until?: Date;
  readonly rev: number;
}

export interface LeaseDocument {
  readonly _id: string;
  readonly holder: string;
  readonly until: Date;
}
