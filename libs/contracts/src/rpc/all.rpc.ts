import { ReadMessagesAudit, ReadTopicsAudit } from './audit.rpc';
import { TestSubscription } from './dispatcher.rpc';
import { FindEndedCredentials, LookUpPartner } from './gateway.rpc';
import {
  BeginDelivery,
  ClaimHeld,
  EndHold,
  GetPlatformWork,
  FindErased,
  LoadMessages,
  NoteWorking,
  PurgeTopic,
  RecordOutcomes,
  ReleaseHeld,
  TellEvents,
} from './messages.rpc';
import { TellNotices } from './notices.rpc';
import type { RpcPattern } from './pattern';
import {
  ApplyPartners,
  DisableSubscription,
  FindEventsTopic,
  FindSubscription,
  GetContract,
  GetPartnerAffairs,
  GetSnapshot,
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
  FindEndedCredentials,
  FindErased,
  FindEventsTopic,
  FindSubscription,
  GetContract,
  GetPartnerAffairs,
  GetPlatformWork,
  GetSnapshot,
  LoadMessages,
  LookUpPartner,
  NoteWorking,
  PartnerFeedPosition,
  PurgeTopic,
  ReadMessagesAudit,
  ReadTopicsAudit,
  RecordOutcomes,
  ReleaseHeld,
  SetHealth,
  TellEvents,
  TellNotices,
  TestSubscription,
];
