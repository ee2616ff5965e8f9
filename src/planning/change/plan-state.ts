import { readFlag, readInstant } from '../../rundb/values.js';
import { type Finding, finding } from '../findings.js';
import type { PlanAnswer } from '../once/look-up.js';

/** Why a plan may not be changed, whatever the change; rundb itself would let all of them be. docs/rundb.md, "Changing a plan" */
export function refuseState(row: PlanAnswer): Finding | undefined {
  const reason = reasonOf(row);
  return reason === undefined ? undefined : finding(['plan'], 'WRONG_STATE', reason);
}

export const isVoided = ({ planStatus }: PlanAnswer): boolean => planStatus === 'voided';

function reasonOf(row: PlanAnswer): string | undefined {
  if (readFlag(row.isSystem)) return 'The plan came with the server, which needs it as it is.';
  if (readFlag(row.isReusable)) return 'This is a template, not a plan.';
  if (readFlag(row.planExecuted) || row.planStatus === 'run') return 'A run has used the plan.';
  if (row.planStatus === 'transferred') return 'The plan has been moved to another server.';
  return undefined;
}

/** Someone else's change in between. rundb has no lock, so that this is looked at, and no more. */
export function refuseChanged(row: PlanAnswer, since: Date | null | undefined): Finding | undefined {
  const saved = readInstant(row.date);
  if (!since || !saved || saved <= since) return undefined;
  const message = `The plan was saved at ${saved.toISOString()}: read it anew.`;
  return finding(['ifUnchangedSince'], 'WRONG_STATE', message);
}
