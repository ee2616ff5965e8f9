import { Refusal } from '../api.js';
import { checkBarcodedSamples } from './barcoded-samples.js';
import { checkGroup, checkGrouping, checkRunType } from './check-applications.js';
import { checkBarcodeKit } from './check-barcode-kit.js';
import {
  checkFlowOrder,
  checkFlows,
  checkLibraryKey,
  checkProtocol,
  checkReadLength,
  checkStatus,
  checkTemplatingSize,
  crashOnImpossible,
} from './check-choices.js';
import { complainAboutKits } from './check-combinations.js';
import { checkChip, checkKits } from './check-kits.js';
import { checkChipBarcode, checkNotes, checkPlanName, checkProjects, checkTubeLabel } from './check-names.js';
import { checkPlugins } from './check-plugins.js';
import { checkBedFile, checkLibrary, checkMixedFiles, convertOtherFiles } from './check-references.js';
import { checkSample } from './check-samples.js';
import { convertPlan } from './convert-plan.js';
import { Findings } from './findings.js';
import type { PlanQuestion } from './plan-question.js';

const CHECKS: readonly ((question: PlanQuestion, findings: Findings) => void)[] = [
  checkPlanName,
  checkChip,
  checkKits,
  checkBarcodeKit,
  checkRunType,
  checkGroup,
  checkGrouping,
  checkLibrary,
  checkBedFile,
  convertOtherFiles,
  checkMixedFiles,
  checkBarcodedSamples,
  checkSample,
  checkNotes,
  checkTubeLabel,
  checkChipBarcode,
  checkProjects,
  checkFlows,
  checkFlowOrder,
  checkReadLength,
  checkLibraryKey,
  checkProtocol,
  checkStatus,
  checkTemplatingSize,
  checkPlugins,
];

/**
 * Checks what was sent about a plan and puts codes in the place of other names. Gives the warnings by field; throws a
 * Refusal with every error, or with the first kit that does not go with the others.
 * docs/rundb.md, "plannedexperiment"
 */
export function validatePlan(
  question: PlanQuestion,
  method: 'post' | 'put' | 'patch',
): Record<string, unknown> {
  convertPlan(question.data);
  const findings = new Findings(question.isNew);
  for (const check of CHECKS) check(question, findings);
  if (findings.areErrors) throw new Refusal(400, { error: findings.errors });
  const complaint = method === 'post' ? complainAboutKits(question) : undefined;
  if (complaint !== undefined) throw new Refusal(400, { error: { Error: complaint } });
  crashOnImpossible(question);
  return findings.warnings;
}
