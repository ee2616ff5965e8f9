import type { RundbClient } from '../rundb/client.js';
import { lookup } from '../rundb/lookup.js';
import type { Parameters } from '../rundb/resource.js';
import { resources } from '../rundb/resources/index.js';
import { readFlag } from '../rundb/values.js';
import type { Findings } from './findings.js';
import { orNone } from './lists/server-lists.js';
import type { PlanAnswer } from './once/look-up.js';
import type { PlanInput } from './plan-input.js';
import { quoted } from './suggest.js';
import { readPlan } from './wire/read-plan.js';

/** Which template is meant, by one of these. */
export type TemplateRef =
  | { readonly key: number; readonly name?: never; readonly guid?: never }
  | { readonly name: string; readonly key?: never; readonly guid?: never }
  | { readonly guid: string; readonly key?: never; readonly name?: never };

/** What a plan does not take over: it is the template's own. */
const ownFields = ['planName', 'username', 'isFavorite', 'samples'] as const;

/**
 * A template's values with others in their place; null takes a value away. Undefined, and something found, where there
 * is no one such template.
 */
export async function applyTemplate(
  ref: TemplateRef,
  changes: PlanInput,
  client: RundbClient,
  found: Findings,
): Promise<PlanInput | undefined> {
  const rows = await findTemplates(ref, client);
  const [row, ...others] = rows;
  if (!row) found.refuse(['template'], 'NOT_FOUND', `The server has no such template${nameOf(ref)}.`);
  else if (others.length > 0) {
    const message = `The server has ${rows.length} templates${nameOf(ref)}: say by id which is meant.`;
    const ids = rows.map(({ id }) => String(id));
    found.refuse(['template', 'name'], 'INVALID', message, ids);
  } else {
    warnOfTemperatures(row, found);
    return merge(readPlan(row), changes);
  }
  return undefined;
}

function nameOf({ name }: TemplateRef): string {
  return name === undefined ? '' : ` ${quoted(name)}`;
}

async function findTemplates(ref: TemplateRef, client: RundbClient): Promise<readonly PlanAnswer[]> {
  if (ref.key !== undefined) {
    const row = await client.one(resources.plannedexperiment, ref.key);
    return row && readFlag(row.isReusable) ? [row] : [];
  }
  if (ref.guid !== undefined) return templatesWith('planGUID', ref.guid, client);
  const shown = await templatesWith('planDisplayedName', ref.name, client);
  // The name with underscores for blanks does as well, as it does in rundb.
  return shown.length > 0 ? shown : templatesWith('planName', ref.name, client);
}

function templatesWith(column: string, value: string, client: RundbClient): Promise<readonly PlanAnswer[]> {
  return orNone(async () => {
    const where = lookup(column, 'text', 'eq', value);
    if (where === 'nothing') return [];
    const base: Parameters = [
      ['isReusable', 'True'],
      ['limit', '5'],
    ];
    return (await client.page(resources.plannedexperiment, [...where, ...base])).rows;
  });
}

/** Field by field; kits one by one. Command lines are for a chip: another chip has its own. */
function merge(template: PlanInput, changes: PlanInput): PlanInput {
  const kept = Object.entries(template).filter(([field]) => !ownFields.some((own) => own === field));
  const isOtherChip = changes.chipType !== undefined && changes.chipType !== template.chipType;
  return {
    ...Object.fromEntries(kept),
    ...(isOtherChip && { arguments: undefined }),
    ...changes,
    kits: changes.kits === null ? null : { ...template.kits, ...changes.kits },
  };
}

function warnOfTemperatures(row: PlanAnswer, found: Findings): void {
  const set = [row.chipTecSlope, row.chipTecDfltAmbient, row.chipTecMinThreshold, row.manTecSlope];
  const all = [...set, row.manTecDfltAmbient, row.manTecMinThreshold];
  if (all.every((value) => value === null || value === undefined || value === '')) return;
  const message =
    'The temperature parameters of the template are not taken over: the server lets no program set them.';
  found.warn(['template'], 'INCOMPATIBLE', message);
}
