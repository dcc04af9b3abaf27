import { BeginDelivery, type Outcome, RetryJob } from '@anika/contracts';
import { InjectRpc, type RpcClient } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Outcomes } from '../outcomes/outcomes';
import { AttemptFailedError } from './attempt-failed.error';
import { Departures } from './departures';
import { withoutAnswer } from './units';

/** One run of a delivery's retry. */
@Injectable()
export class RetryService {
  constructor(
    private readonly departures: Departures,
    @InjectRpc('messages') private readonly messages: RpcClient,
    private readonly outcomes: Outcomes,
  ) {}

  /** Answers until when the job must wait, when it came too early. Throws AttemptFailedError when there is to be another attempt. */
  async retry(job: Job): Promise<Date | undefined> {
    const { v, deliveryId, generation, unrecorded, requestId } = RetryJob.parse(job.data);
    const bare: RetryJob = { v, deliveryId, generation, requestId };
    if (unrecorded) {
      // The attempt was made by an earlier run; only its outcome is missing.
      await this.outcomes.record(unrecorded);
      await job.updateData(bare);
      throwIfRetrying(unrecorded);
      return undefined;
    }
    const answer = await this.messages.call(BeginDelivery, { deliveryId, generation });
    if (answer.verdict === 'wait') return new Date(answer.dueAt);
    if (answer.verdict === 'stop') return undefined;
    const outcome = await this.departures.again(answer.unit);
    try {
      await this.outcomes.record(outcome);
    } catch (error) {
      await job.updateData({ ...bare, unrecorded: withoutAnswer(outcome) } satisfies RetryJob);
      throw error;
    }
    throwIfRetrying(outcome);
    return undefined;
  }
}

function throwIfRetrying({ result, attempt }: Outcome): void {
  if (result.state === 'retrying')
    throw new AttemptFailedError(attempt?.error ?? 'other', new Date(result.dueAt));
}
