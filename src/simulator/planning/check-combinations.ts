import type { Row } from '../api.js';
import { textIn } from '../resources/fields.js';
import { findChipNamed, findKit, KIT_KEYS, partsOf } from './kits.js';
import { runTypeOf, textOf, type PlanQuestion } from './plan-question.js';
import { isNoChoiceWith } from './texts.js';

/**
 * Whether kits, chip and run type go together, which is looked at when every field is right by itself.
 * The text about the first kit that does not; rundb gives it under the name `Error`.
 */
export function complainAboutKits({ data, database }: PlanQuestion): string | undefined {
  const chip = findChipNamed(database, textOf(data, 'chipType'));
  if (chip === undefined) return undefined;
  for (const [key, kinds] of Object.entries(KIT_KEYS)) {
    const kit = findKit(database, kinds, textOf(data, key));
    if (kit === undefined) continue;
    const complaint =
      complainAboutInstrument(key, kit, chip) ??
      complainAboutChip(key, kit, chip) ??
      complainAboutRunType(key, kit, runTypeOf(data));
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

function complainAboutInstrument(label: string, kit: Row, chip: Row): string | undefined {
  const [kitType, chipType] = [textIn(kit, 'instrumentType'), textIn(chip, 'instrumentType')];
  if (kitType === '' || kitType.toLowerCase() === chipType.toLowerCase()) return undefined;
  return (
    ` The ${label} (${textIn(kit, 'name')}) instrument type of [u'${kitType}'] is incompatible with the chipType ` +
    `(${textIn(chip, 'name')}) instrument type of ${chipType}. Specify a different ${label} or chipType.`
  );
}

function complainAboutChip(label: string, kit: Row, chip: Row): string | undefined {
  const chips = partsOf(kit, 'chipTypes');
  const name = textIn(chip, 'name');
  if (chips.length === 0 || chips.includes(name)) return undefined;
  return isNoChoiceWith('chipType', name, label, textIn(kit, 'name'), chips);
}

function complainAboutRunType(label: string, kit: Row, runType: string): string | undefined {
  const types = partsOf(kit, 'applicationType');
  const fits = (type: string): boolean =>
    type === runType || (type.endsWith('_ANY') && runType.startsWith(type.slice(0, -4)));
  if (types.length === 0 || types.some(fits)) return undefined;
  return (
    ` ${label} value of ${textIn(kit, 'name')}[${textIn(kit, 'applicationType')}] ` +
    `is not supported for this runType with value of ${runType}. `
  );
}
