import {
  type AnswerOf,
  BeginDelivery,
  ClaimHeld,
  EndHold,
  NoteWorking,
  type ParsedRequestOf,
  RecordOutcomes,
  ReleaseHeld,
} from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { Queues } from '../queues/queues';
import { EndpointHealth } from '../health/endpoint-health';
import { DeliveryClaims } from './delivery-claims';
import { Holds } from './holds';
import { OutcomeRecorder } from './outcome-recorder';

@Controller()
export class DeliveriesRpcController {
  constructor(
    private readonly claims: DeliveryClaims,
    private readonly health: EndpointHealth,
    private readonly holds: Holds,
    private readonly queues: Queues,
    private readonly recorder: OutcomeRecorder,
  ) {}

  @Handle(RecordOutcomes)
  async record(@RpcData(RecordOutcomes) { outcomes, closed }: ParsedRequestOf<typeof RecordOutcomes>) {
    return { recorded: await this.recorder.record(outcomes, closed) };
  }

  @Handle(BeginDelivery)
  begin(
    @RpcData(BeginDelivery) { deliveryId, generation }: ParsedRequestOf<typeof BeginDelivery>,
  ): Promise<AnswerOf<typeof BeginDelivery>> {
    return this.claims.begin(deliveryId, generation);
  }

  @Handle(ClaimHeld)
  claim(
    @RpcData(ClaimHeld) { subscriptionId, limit }: ParsedRequestOf<typeof ClaimHeld>,
  ): Promise<AnswerOf<typeof ClaimHeld>> {
    return this.claims.claimHeld(subscriptionId, limit);
  }

  @Handle(EndHold)
  async endHold(@RpcData(EndHold) { subscriptionId, rev }: ParsedRequestOf<typeof EndHold>) {
    const ended = await this.claims.endHold(subscriptionId, rev);
    if (ended) this.holds.forgetRelease(subscriptionId);
    return { ended };
  }

  @Handle(ReleaseHeld)
  async release(@RpcData(ReleaseHeld) request: ParsedRequestOf<typeof ReleaseHeld>) {
    await this.health.forget(request.subscriptionId);
    this.holds.forgetRelease(request.subscriptionId);
    await this.queues.release([request]);
    return { queued: true };
  }

  @Handle(NoteWorking)
  async noteWorking(@RpcData(NoteWorking) { subscriptionId, at }: ParsedRequestOf<typeof NoteWorking>) {
    await this.health.noteWorking(subscriptionId, new Date(at));
    return { noted: true };
  }
}
