import type { Facts, RunTypeFact } from '../lists/facts.js';
import { isSaid, type NucleotideType, type PlanInput } from '../plan-input.js';
import { listed, nearest, quoted } from '../suggest.js';
import type { Checking } from './checking.js';

/** Where none is said. */
const usual = 'GENS';

/** The plan's run type in the letters of the server: in others rundb would keep it, and then know no rule for it. */
export function runTypeOf({ runType }: PlanInput, facts: Pick<Facts, 'runTypes'>): string {
  if (!isSaid(runType)) return usual;
  return findRunType(facts, runType)?.runType ?? runType;
}

function findRunType({ runTypes }: Pick<Facts, 'runTypes'>, given: string): RunTypeFact | undefined {
  return runTypes.find(({ runType }) => runType.toLowerCase() === given.toLowerCase());
}

/** What samples may be under the plan's run type. docs/rundb.md, "Samples of a plan" */
export function nucleotideTypesOf(plan: PlanInput, facts: Facts): readonly NucleotideType[] {
  switch (findRunType(facts, runTypeOf(plan, facts))?.nucleotideType.toLowerCase()) {
    case 'rna':
      return ['RNA'];
    case 'dna_rna':
      return ['DNA', 'RNA', 'FUSIONS'];
    default:
      return ['DNA'];
  }
}

/** Run types under which samples may be of this kind. */
export function runTypesFor(type: NucleotideType, { runTypes }: Facts): string[] {
  const words = { DNA: ['dna', 'dna_rna'], RNA: ['rna', 'dna_rna'], FUSIONS: ['dna_rna'] }[type];
  return runTypes
    .filter(({ isActive, nucleotideType }) => isActive && words.includes(nucleotideType.toLowerCase()))
    .map(({ runType }) => runType);
}

/** The run type is known and active. */
export function checkRunType({ plan: { runType }, facts, found }: Checking): void {
  if (!isSaid(runType)) return;
  const active = facts.runTypes.filter(({ isActive }) => isActive).map((row) => row.runType);
  const known = findRunType(facts, runType);
  if (!known) {
    const message = `The server has no run type ${quoted(runType)}; it has ${listed(active)}.`;
    found.refuse(['runType'], 'NOT_FOUND', message, nearest(runType, active));
  } else if (!known.isActive) {
    found.refuse(['runType'], 'INACTIVE', `Run type ${known.runType} is not active on this server.`, active);
  }
}

/** The application group is known, and has the run type. */
export function checkApplicationGroup({ plan, facts, found }: Checking): void {
  const { applicationGroup: given } = plan;
  if (!isSaid(given)) return;
  const path = ['applicationGroup'];
  const runType = runTypeOf(plan, facts);
  const group = facts.applicationGroups.find(({ description }) => description === given);
  const fitting = facts.applicationGroups
    .filter(({ runTypes }) => runTypes.includes(runType))
    .map(({ description }) => description);
  if (!group) {
    const names = facts.applicationGroups.map(({ description }) => description);
    const message = `The server has no application group ${quoted(given)}; run type ${runType} is in ${listed(fitting)}.`;
    found.refuse(path, 'NOT_FOUND', message, nearest(given, names));
  } else if (findRunType(facts, runType) && !group.runTypes.includes(runType)) {
    const message = `Application group ${given} does not have run type ${runType}, which is in ${listed(fitting)}.`;
    found.refuse(path, 'INCOMPATIBLE', message, fitting);
  }
}
