import type { DeliveryUnit, Outcome } from '@anika/contracts';
import { heldBy, type Pause } from '../admission/pauses';

/** The outcome of a claimed delivery that is not attempted now. */
export function outcomeOfUnit(unit: DeliveryUnit, result: Outcome['result']): Outcome {
  return {
    deliveryId: unit.deliveryId,
    topicId: unit.message.topicId,
    partnerId: unit.partnerId,
    publisherId: unit.message.publisherId,
    generation: unit.generation,
    attemptsUsed: unit.attemptsUsed,
    result,
  };
}

/** A retry that would find its endpoint paused waits as held from now on, which spares its job, a claim and one more record. */
export function heldIfPaused(outcome: Outcome, pause: Pause | undefined): Outcome {
  const { result } = outcome;
  const isInVain = result.state === 'retrying' && pause && pause.until > new Date(result.dueAt);
  return isInVain ? { ...outcome, result: heldBy(pause) } : outcome;
}

/** What is kept of an outcome in a job: never the request or the endpoint's answer. */
export function withoutAnswer({ attempt, ...outcome }: Outcome): Outcome {
  if (!attempt) return outcome;
  const {
    response: _response,
    requestHeaders: _requestHeaders,
    errorMessage: _errorMessage,
    ...rest
  } = attempt;
  return { ...outcome, attempt: rest };
}
