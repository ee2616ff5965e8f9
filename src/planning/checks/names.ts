import type { Findings, Path } from '../findings.js';
import { isSaid } from '../plan-input.js';
import type { Checking } from './checking.js';

/** Letters, digits, blanks and the marks that rundb takes in names. docs/rundb.md, "Creating a plan" */
const characters = /^[A-Za-z0-9 ._-]*$/;
const longestNames = { plan: 60, sample: 127, project: 64, tube: 512, notes: 1024 };

/** The plan's own texts of restricted characters: name, notes, projects, and the barcodes of tube and chip. */
export function checkNames({ plan, found }: Checking): void {
  checkPlanName(plan.planName, found);
  if (isSaid(plan.notes)) checkText(['notes'], 'The notes', plan.notes, longestNames.notes, found);
  if (isSaid(plan.sampleTubeLabel)) {
    const label = plan.sampleTubeLabel.trim();
    checkText(['sampleTubeLabel'], 'The tube label', label, longestNames.tube, found);
  }
  checkChipBarcode(plan.chipBarcode, found);
  plan.projects?.forEach((name, index) => checkProject(name, ['projects', index], found));
}

function checkPlanName(name: string | null | undefined, found: Findings): void {
  if (!isSaid(name?.trim())) found.refuse(['planName'], 'REQUIRED', 'A plan needs a name.');
  else checkText(['planName'], 'The name of the plan', name ?? '', longestNames.plan, found);
}

function checkProject(name: string, path: Path, found: Findings): void {
  if (name.trim() === '') found.refuse(path, 'REQUIRED', 'A project needs a name.');
  else checkText(path, 'The name of the project', name.trim(), longestNames.project, found);
}

function checkChipBarcode(barcode: string | null | undefined, found: Findings): void {
  if (isSaid(barcode) && !/^[A-Za-z0-9]+$/.test(barcode)) {
    found.refuse(['chipBarcode'], 'INVALID', 'The barcode of a chip has letters and digits only.');
  }
}

/** The name of a sample, with barcodes or without. */
export function checkSampleName(name: string, path: Path, found: Findings): void {
  if (name.trim() === '') {
    found.refuse(path, 'REQUIRED', 'A sample needs a name.');
    return;
  }
  checkText(path, 'The name of the sample', name, longestNames.sample, found);
  if (characters.test(name) && !/^[A-Za-z0-9]/.test(name)) {
    found.refuse(path, 'INVALID', 'The name of the sample has to start with a letter or a digit.');
  }
}

function checkText(path: Path, what: string, text: string, longest: number, found: Findings): void {
  if (!characters.test(text)) {
    const message = `${what} may have letters, digits, blanks, full stops, hyphens and underscores only.`;
    found.refuse(path, 'INVALID', message);
  }
  if (text.length > longest) {
    const message = `${what} has ${text.length} characters; at most ${longest} are possible.`;
    found.refuse(path, 'TOO_LONG', message);
  }
}
