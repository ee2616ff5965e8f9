import { RundbError } from '../../rundb/error.js';
import { resources } from '../../rundb/resources/index.js';
import { isPassing } from './look-up.js';

/** An error whose message says what became of the plan, and how to go on. */
export class PlanOutcomeError extends RundbError {}

/** What a mutation says that failed before it sent its plan: that there is none of it, and how to go on. */
export function sayNothingSent(error: unknown, key: string | null | undefined): unknown {
  const failure = isTimeUp(error) ? waitedInVain() : error;
  if (failure instanceof PlanOutcomeError || !isPassing(failure)) return failure;
  const way =
    key === null || key === undefined
      ? 'Send it again.'
      : 'Send the same input with the same idempotencyKey again.';
  return new PlanOutcomeError(
    failure.kind,
    `This mutation has made no plan. ${failure.message} ${way}`,
    failure,
  );
}

const isTimeUp = (error: unknown) => error instanceof DOMException && error.name === 'TimeoutError';

/** Mutations of one key wait for each other. */
function waitedInVain(): RundbError {
  const message = 'Another one of the same idempotencyKey was still at work when its time was up.';
  return new RundbError('timeout', message, { resource: resources.plannedexperiment.path });
}
