import { RundbError } from '../../rundb/error.js';
import { resources } from '../../rundb/resources/index.js';
import type { Deadline } from '../once/deadline.js';
import { isPassing, type OpenClient, type PlanAnswer } from '../once/look-up.js';
import { PlanOutcomeError } from '../once/way-on.js';
import type { WireBody } from '../wire/write-plan.js';

const { plannedexperiment } = resources;

/** The plan as it is after a change, and rundb's warnings. */
export interface Put {
  readonly plan: PlanAnswer;
  readonly told: unknown;
}

/**
 * Changes the keys of one plan and reads it again. Putting the same twice is putting it once, so where the answer is
 * lost it is put again until there is one or no time left.
 * @throws RundbError of the kind `badRequest` for rundb's refusal; others say what is known of the plan
 */
export async function putPlan(
  { id }: PlanAnswer,
  body: WireBody,
  open: OpenClient,
  deadline: Deadline,
): Promise<Put> {
  const key = Number(id);
  let told: unknown;
  await insist(deadline, async () => {
    const answer = await open(deadline.forOne()).update(plannedexperiment, key, body);
    told = answer && 'Warnings' in answer ? answer['Warnings'] : {};
  });
  const plan = await insist(deadline, () => open(deadline.forOne()).one(plannedexperiment, key));
  if (!plan) throw outcome(new RundbError('badResponse', 'The plan is gone.', place));
  return { plan, told };
}

async function insist<T>(deadline: Deadline, task: () => Promise<T>): Promise<T> {
  for (let round = 0; ; round += 1) {
    try {
      return await task();
    } catch (error) {
      if (!isPassing(error)) throw error;
      // rundb fails the same way on the same value.
      if (error.status === 500 && round > 0) throw outcome(error);
      await deadline.pause(round);
      if (deadline.isNear) throw outcome(error);
    }
  }
}

const place = { resource: plannedexperiment.path };

function outcome(error: RundbError): PlanOutcomeError {
  const way = 'Whether the plan was changed is not known: read it, or send the same change again.';
  return new PlanOutcomeError(error.kind, `${error.message} ${way}`, error);
}
