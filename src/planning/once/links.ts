import type { RundbClient } from '../../rundb/client.js';
import { RundbError } from '../../rundb/error.js';
import { resources } from '../../rundb/resources/index.js';
import { projectName } from '../checks/extras.js';
import { type Finding, finding } from '../findings.js';
import type { PlanInput } from '../plan-input.js';
import type { WireBody } from '../wire/write-plan.js';
import type { PlanFound } from './look-up.js';

/**
 * Links to projects and sample sets are made after a plan is stored, and are missing where the server failed between
 * the two. docs/rundb.md, "What creation does"
 */
export function missingLinks({ row }: PlanFound, plan: PlanInput): readonly ('projects' | 'sampleSets')[] {
  const present = new Set((row.projects ?? []).map(String));
  const hasProjects = (plan.projects ?? []).every((name) => present.has(projectName(name)));
  const hasSets = (row.sampleSets ?? []).length >= new Set(plan.sampleSets ?? []).size;
  return [...(hasProjects ? [] : ['projects' as const]), ...(hasSets ? [] : ['sampleSets' as const])];
}

/** Makes the missing links of a plan that was just stored, by one PUT; a warning for each where that fails. */
export async function makeLinks(
  client: RundbClient,
  stored: PlanFound,
  plan: PlanInput,
  body: WireBody,
): Promise<readonly Finding[]> {
  const missing = missingLinks(stored, plan);
  if (missing.length === 0) return [];
  const key = Number(stored.row.id);
  try {
    const whole = await client.one(resources.plannedexperiment, key);
    const { projects, sampleSetDisplayedName } = body;
    const links = {
      ...(projects !== undefined && { projects }),
      ...(sampleSetDisplayedName !== undefined && { sampleSetDisplayedName }),
    };
    // Without it the server would put its own default in the place of the plan's key.
    await client.update(resources.plannedexperiment, key, {
      ...links,
      libraryKey: whole?.libraryKey,
    });
    return [];
  } catch (error) {
    if (!(error instanceof RundbError)) throw error;
    return warnOfLinks(missing);
  }
}

export function warnOfLinks(missing: readonly ('projects' | 'sampleSets')[]): Finding[] {
  return missing.map((field) => {
    const what = field === 'projects' ? 'projects' : 'sample sets';
    return finding(
      [field],
      'WRONG_STATE',
      `The plan is there, but it is not linked to all of these ${what}.`,
    );
  });
}
