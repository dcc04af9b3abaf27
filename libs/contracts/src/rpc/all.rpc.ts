import { TestSubscription } from './dispatcher.rpc';
import {
  BeginDelivery,
  ClaimHeld,
  EndHold,
  LoadMessages,
  PurgeTopic,
  RecordOutcomes,
  ReleaseHeld,
} from './messages.rpc';
import type { RpcPattern } from './pattern';
import {
  ApplyPartners,
  DisableSubscription,
  FindSubscription,
  GetSnapshot,
  LookUpPartner,
  PartnerFeedPosition,
} from './topics.rpc';

/** Every call between services; an app that does not serve its own ones does not start. */
export const RPC_PATTERNS: readonly RpcPattern[] = [
  ApplyPartners,
  BeginDelivery,
  ClaimHeld,
  DisableSubscription,
  EndHold,
  FindSubscription,
  GetSnapshot,
  LoadMessages,
  LookUpPartner,
  PartnerFeedPosition,
  PurgeTopic,
  RecordOutcomes,
  ReleaseHeld,
  TestSubscription,
];
