import { ReadMessagesAudit, ReadTopicsAudit } from './audit.rpc';
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
  FindEventsTopic,
  FindSubscription,
  GetSnapshot,
  LookUpPartner,
  PartnerFeedPosition,
  SetHealth,
} from './topics.rpc';

/** Every call between services; an app that does not serve its own ones does not start. */
export const RPC_PATTERNS: readonly RpcPattern[] = [
  ApplyPartners,
  BeginDelivery,
  ClaimHeld,
  DisableSubscription,
  EndHold,
  FindEventsTopic,
  FindSubscription,
  GetSnapshot,
  LoadMessages,
  LookUpPartner,
  PartnerFeedPosition,
  PurgeTopic,
  ReadMessagesAudit,
  ReadTopicsAudit,
  RecordOutcomes,
  ReleaseHeld,
  SetHealth,
  TestSubscription,
];
