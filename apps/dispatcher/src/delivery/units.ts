import type { DeliveryUnit, Outcome } from '@anika/contracts';

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
