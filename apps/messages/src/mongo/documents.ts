import type {
  Attempt,
  AuditRecord,
  DeliveryState,
  ErasureState,
  Inbox,
  InboxRequest,
  ReplaySelection,
  ReplayState,
} from '@anika/contracts';
import type { mongo } from 'mongoose';

export interface MessageDocument {
  readonly _id: string;
  readonly topicId: string;
  readonly topicVersion: number;
  readonly publisherId: string;
  readonly type: string;
  readonly occurredAt?: Date;
  /** The exact text that was published. */
  readonly data: string;
  /** Tokens of the topic's searchable fields; `*` stands for those that did not fit. */
  readonly f?: readonly string[];
  /** There until every target has a recorded outcome: what the sweeper looks for. */
  readonly open?: true;
  /** sha256(partner, topic, idempotency key) and the hash of the body that came with the key. */
  readonly idem?: string;
  readonly bodyHash?: string;
  /** The erasure that took the contents away: nobody reads or sends it any more. What is left says that it was there. */
  readonly erased?: string;
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
  /** It was delivered and is sent once more: whatever comes of it, it stays delivered. */
  readonly redelivery?: true;
  /** The replay that queued it last: one does so once only. */
  readonly replayId?: string;
  /** Its message was erased. */
  readonly erased?: true;
  /** Random text of the call that recorded its last outcome, to see whether that outcome counted. */
  readonly record?: string;
  /** When the retention ended it, which its topic's owner has not been told of yet. */
  readonly expiredAt?: Date;
  readonly isUntold?: true;
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

/** Where a walk over messages stands, so that another replica can go on with it. */
export interface WalkDocument {
  readonly _id: string;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  readonly reason?: string;
  readonly count?: number;
  readonly done: number;
  /** A message's id, or the lowest of a time: everything on this side of it is done. */
  readonly cursor: string;
  /** The messages at work, and the cursor once they are done. */
  readonly page?: readonly string[];
  readonly nextCursor?: string;
  /** The replica that works on it, and until when nobody else may. */
  readonly holder?: string;
  readonly heldUntil: Date;
  readonly createdAt: Date;
  readonly endedAt?: Date;
}

export interface ReplayDocument extends WalkDocument {
  readonly subscriptionId: string;
  readonly topicId: string;
  /** The subscriber. */
  readonly partnerId: string;
  readonly startedBy: 'subscriber' | 'operator';
  readonly only: ReplaySelection;
  /** As JSON text: its members have names that MongoDB could take for operators. */
  readonly filter?: string;
  readonly from: Date;
  readonly to: Date;
  readonly state: ReplayState;
}

/** Walks from the newest message to the oldest. What says which messages goes when it ends; the receipt stays. */
export interface ErasureDocument extends WalkDocument {
  readonly topicId: string;
  /** The owner. */
  readonly partnerId: string;
  readonly requestedBy: { readonly userId?: string; readonly credentialId: string };
  readonly filter?: string;
  readonly messageIds?: readonly string[];
  /** Of the filter. */
  readonly paths?: readonly string[];
  readonly from: Date;
  readonly to: Date;
  readonly state: ErasureState;
}

/** What happened to a subject (topic, subscription, partner) in an hour. */
export interface CounterDocument {
  /** The subject's id, a dot and the hour since 1970. */
  readonly _id: string;
  /** When the hour begins. */
  readonly at: Date;
  readonly messages?: number;
  readonly delivered?: number;
  readonly failed?: number;
  readonly held?: number;
  readonly dead?: number;
  /** Successful attempts by bucket of their duration. */
  readonly took?: Readonly<Record<string, number>>;
}

/** Of a subscription whose attempts fail; there is none for the others. */
export interface HealthDocument {
  readonly _id: string;
  readonly topicId: string;
  /** The subscriber. */
  readonly partnerId: string;
  /** Attempts that failed since the last success. */
  readonly failures: number;
  readonly failingSince: Date;
  readonly lastFailureAt: Date;
  readonly lastError: string;
  /** The endpoint answered 410: the dispatcher has had the subscription disabled, which its partner is to be told. */
  readonly isGone?: true;
  /** An attempt succeeded after as many had failed in a row as make a subscription failing. */
  readonly recoveredAt?: Date;
  /** What the subscriber was told already, in percent of the time until it is disabled. */
  readonly told?: number;
}

/** The last sweep that an operator asked for. */
export interface SweepDocument {
  readonly _id: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly startedAt: Date;
  readonly finishedAt?: Date;
  readonly messages: number;
  readonly deliveries: number;
  readonly holds: number;
}

/** How far the messages of a topic have tokens of its searchable fields; there is none for fields as old as the topic. */
export interface SearchIndexDocument {
  /** The topic's. */
  readonly _id: string;
  /** The version of the topic that set the fields. */
  readonly version: number;
  readonly state: 'running' | 'ready';
  /** Every message from this id on has them; walked from the newest to the oldest. */
  readonly cursor: string;
  readonly total: number;
  readonly done: number;
}

export interface LeaseDocument {
  readonly _id: string;
  readonly holder: string;
  readonly until: Date;
}

/** An entry of the audit log; the members beside `record` are what it is found by. */
export interface AuditDocument {
  readonly _id: string;
  readonly partnerId: string | null;
  readonly byOperator: boolean;
  readonly action: string;
  readonly actorId?: string;
  readonly objectIds: readonly string[];
  readonly record: Omit<AuditRecord, 'id'>;
}

/** A test inbox. Neither its token nor its secret is stored: both follow from its id. */
export interface InboxDocument {
  readonly _id: string;
  readonly partnerId: string;
  /** One of the partner's few places: of two that want the last one, one gets it. */
  readonly place: number;
  readonly tokenHash: string;
  readonly answerWith: Inbox['answerWith'];
  readonly expiresAt: Date;
}

export interface InboxRequestDocument {
  readonly _id: string;
  readonly inboxId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: mongo.Binary;
  readonly signature: InboxRequest['signature'];
  readonly answeredWith: Inbox['answerWith'];
  /** The inbox's. */
  readonly expiresAt: Date;
}
