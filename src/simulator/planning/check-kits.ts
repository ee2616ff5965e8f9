import type { Findings } from './findings.js';
import { textIn } from '../resources/fields.js';
import { findChipNamed, findKit, KIT_KEYS } from './kits.js';
import { isWanted, textOf, type PlanQuestion } from './plan-question.js';
import { isNotActive, isNotFound, isRequired } from './texts.js';

/** Kits may be named by description, too; their names are kept. Only the templating kit must be named. */
export function checkKits(question: PlanQuestion, findings: Findings): void {
  if (textOf(question.data, 'templatingKitName') === '' && isWanted(question, 'templatingKitName')) {
    findings.add('templatingKitName', isRequired('templatingKitName'));
  }
  for (const [key, kinds] of Object.entries(KIT_KEYS)) checkKit(question, key, kinds, findings);
}

function checkKit(
  { data, database }: PlanQuestion,
  key: string,
  kinds: readonly string[],
  findings: Findings,
): void {
  const asked = textOf(data, key);
  if (asked === '') return;
  const kit = findKit(database, kinds, asked);
  if (kit === undefined) {
    findings.add(key, isNotFound(key, asked));
    return;
  }
  data[key] = textIn(kit, 'name');
  if (kit['isActive'] !== true) findings.addIfNew(key, isNotActive(key, asked));
}

/** A chip in the name of its description or in other letters becomes the chip's name; blanks around it stay. */
export function checkChip(question: PlanQuestion, findings: Findings): void {
  const { data, database } = question;
  const asked = textOf(data, 'chipType');
  if (asked === '') {
    if (isWanted(question, 'chipType')) findings.add('chipType', isRequired('chipType'));
    return;
  }
  const chip = findChipNamed(database, asked);
  if (chip === undefined) {
    findings.add('chipType', `chipType value of ${asked} is not valid. `);
    return;
  }
  if (asked.trim() === asked) data['chipType'] = textIn(chip, 'name');
  if (chip['isActive'] !== true) findings.addIfNew('chipType', isNotActive('chipType', asked));
}
