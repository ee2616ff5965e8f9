import { fitsChip } from '../../rundb/fits-chip.js';
import type { Findings, Path } from '../findings.js';
import type { ChipFact, Facts, KitFact } from '../lists/facts.js';
import { isSaid, type PlanKits } from '../plan-input.js';
import { listed, nearest, quoted } from '../suggest.js';
import { findChip } from './chip.js';
import type { Checking } from './checking.js';
import { runTypeOf } from './run-type.js';

interface Slot {
  readonly field: keyof PlanKits &
    ('templating' | 'sequencing' | 'library' | 'controlSequence' | 'samplePrep');
  readonly title: string;
  readonly kinds: readonly string[];
  /** rundb looks at it: the kit has to be known, active and fit. Of the others it keeps any text. */
  readonly isChecked: boolean;
}

/** The places that kits take in a plan, and the kinds that go there. docs/rundb.md, "Creating a plan" */
const slots: readonly Slot[] = [
  {
    field: 'templating',
    title: 'templating kit',
    kinds: ['TemplatingKit', 'IonChefPrepKit'],
    isChecked: true,
  },
  { field: 'sequencing', title: 'sequencing kit', kinds: ['SequencingKit'], isChecked: true },
  { field: 'library', title: 'library kit', kinds: ['LibraryKit', 'LibraryPrepKit'], isChecked: true },
  {
    field: 'controlSequence',
    title: 'kit of control sequences',
    kinds: ['ControlSequenceKit', 'ControlSequenceKitType'],
    isChecked: false,
  },
  { field: 'samplePrep', title: 'sample preparation kit', kinds: ['SamplePrepKit'], isChecked: false },
];

/** A kit of a slot by name or else by description, the active one of several. */
export function findKit(
  facts: Pick<Facts, 'kits'>,
  field: Slot['field'],
  given: string,
): KitFact | undefined {
  const kinds = slots.find((slot) => slot.field === field)?.kinds ?? [];
  const kits = facts.kits.filter(({ kitType }) => kinds.includes(kitType));
  const described = kits.filter(({ description }) => description.toLowerCase() === given.toLowerCase());
  return (
    kits.find(({ name }) => name === given) ?? described.find(({ isActive }) => isActive) ?? described[0]
  );
}

/** Kits are known, active, and fit the chip and the run type. */
export function checkKits({ plan, facts, found }: Checking): void {
  // Kits for a chip that cannot be had are no mistake of their own.
  const named = findChip(facts, plan.chipType);
  const chip = named?.isActive ? named : undefined;
  const runType = runTypeOf(plan, facts);
  for (const slot of slots) {
    const path = ['kits', slot.field];
    const given = plan.kits?.[slot.field];
    const fitting = fittingKits(facts, slot, chip, runType);
    if (isSaid(given)) checkKit({ slot, given, chip, runType, fitting, path }, facts, found);
    else if (slot.field === 'templating') {
      found.refuse(path, 'REQUIRED', `A plan needs a templating kit${forChip(chip, fitting)}.`, fitting);
    }
  }
}

interface Asked {
  readonly slot: Slot;
  readonly given: string;
  readonly chip: ChipFact | undefined;
  readonly runType: string;
  /** Names of the active kits that would do. */
  readonly fitting: readonly string[];
  readonly path: Path;
}

function checkKit(asked: Asked, facts: Facts, found: Findings): void {
  const { slot, given, chip, runType, fitting, path } = asked;
  const kit = findKit(facts, slot.field, given);
  if (!kit) {
    const near = nearest(given, fitting);
    const message = `The server has no ${slot.title} ${quoted(given)}${forChip(chip, fitting)}.`;
    const suggestions = near.length > 0 ? near : fitting.slice(0, 5);
    if (slot.isChecked) found.refuse(path, 'NOT_FOUND', message, suggestions);
    else found.warn(path, 'NOT_FOUND', message, suggestions);
  } else if (!slot.isChecked) return;
  else if (!kit.isActive) {
    const message = `${kit.name} is not active on this server${forChip(chip, fitting)}.`;
    found.refuse(path, 'INACTIVE', message, fitting.slice(0, 5));
  } else if (chip && !fitsChip(kit, chip)) {
    const message = `${kit.name} does not go with chip ${chip.name}${forChip(chip, fitting)}.`;
    found.refuse(path, 'INCOMPATIBLE', message, fitting.slice(0, 5));
  } else if (!fitsRunType(kit, runType)) {
    const message = `${kit.name} is for ${kit.applicationType}, not for run type ${runType}.`;
    found.refuse(path, 'INCOMPATIBLE', message, fitting.slice(0, 5));
  }
}

function forChip(chip: ChipFact | undefined, fitting: readonly string[]): string {
  if (fitting.length === 0) return '';
  return `; ${chip ? `chip ${chip.name} needs ` : ''}one of: ${listed(fitting)}`;
}

function fittingKits(facts: Facts, slot: Slot, chip: ChipFact | undefined, runType: string): string[] {
  return facts.kits
    .filter((kit) => slot.kinds.includes(kit.kitType) && kit.isActive)
    .filter((kit) => (!chip || fitsChip(kit, chip)) && fitsRunType(kit, runType))
    .map(({ name }) => name);
}

/** A kit lists run types, or the start of several, as in `AMPS_ANY`; one that lists none is for all. */
function fitsRunType({ applicationType }: KitFact, runType: string): boolean {
  const types = applicationType.split(';').filter((type) => type !== '');
  return (
    types.length === 0 ||
    types.some((type) => type === runType || (type.endsWith('_ANY') && runType.startsWith(type.slice(0, -4))))
  );
}
