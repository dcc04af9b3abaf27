import {
  AnikaError,
  type AnswerOf,
  errorCode,
  FindSubscription,
  type HoldReason,
  type Identity,
  type TopicSnapshot,
} from '@anika/contracts';
import { InjectRpc, type RpcClient, SnapshotCache } from '@anika/platform';
import { grantOf } from '@anika/webhooks';
import { Injectable } from '@nestjs/common';

export type Recipient = AnswerOf<typeof FindSubscription>;
type Waiting = Extract<HoldReason, 'paused' | 'disabled' | 'suspended'>;
/** Why nothing is sent now, but may be later; `gone`: there is no subscription or right any more. */
export type RecipientState = 'ready' | 'gone' | Waiting;

export interface EntitledRecipient {
  readonly recipient: Recipient;
  /** Why what is sent again is held at first. */
  readonly reason: HoldReason;
}

/** Why what is sent again is held: until it has its turn, or until what is in its way ends. */
export const holdReasonOf = (state: Exclude<RecipientState, 'gone'>): HoldReason =>
  state === 'ready' ? 'replay' : state;

/** Subscriptions as those to whom something is to be sent again: whose they are, and whether that is possible now. */
@Injectable()
export class Recipients {
  constructor(
    private readonly snapshots: SnapshotCache,
    @InjectRpc('topics') private readonly topics: RpcClient,
  ) {}

  /** @throws {AnikaError} NOT_FOUND unless it is the caller's. */
  async own({ partnerId }: Identity, subscriptionId: string): Promise<Recipient> {
    const recipient = await this.topics.call(FindSubscription, { subscriptionId });
    if (recipient.partnerId !== partnerId)
      throw new AnikaError('NOT_FOUND', { detail: `There is no subscription ${subscriptionId}.` });
    return recipient;
  }

  /** The caller's own, if it may be sent to, now or later. @throws {AnikaError} NOT_FOUND, SUBSCRIPTION_INACTIVE. */
  async ownEntitled(identity: Identity, subscriptionId: string): Promise<EntitledRecipient> {
    const recipient = await this.own(identity, subscriptionId);
    const state = await this.stateOf(recipient);
    if (state !== 'gone') return { recipient, reason: holdReasonOf(state) };
    throw new AnikaError('SUBSCRIPTION_INACTIVE', { detail: 'You have no access to its topic any more.' });
  }

  /** Undefined when there is no such subscription. */
  async find(subscriptionId: string): Promise<Recipient | undefined> {
    return unlessGone(this.topics.call(FindSubscription, { subscriptionId }));
  }

  async stateOf({ topicId, partnerId, status }: Recipient): Promise<RecipientState> {
    const snapshot = await unlessGone(this.snapshots.get(topicId));
    const partnerStatus = snapshot && statusIn(snapshot, partnerId);
    if (partnerStatus === undefined) return 'gone';
    if (partnerStatus === 'suspended') return 'suspended';
    return status === 'active' ? 'ready' : status;
  }
}

/** The partner's, if it may read the topic. */
function statusIn({ state, ownerId, ownerStatus, grants }: TopicSnapshot, partnerId: string) {
  if (state === 'deleting') return undefined;
  if (partnerId === ownerId) return ownerStatus;
  return grantOf({ grants }, partnerId)?.partnerStatus;
}

async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (errorCode(error) === 'NOT_FOUND') return undefined;
    throw error;
  }
}
