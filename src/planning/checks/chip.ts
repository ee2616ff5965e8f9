import type { ChipFact, Facts } from '../lists/facts.js';
import { isSaid } from '../plan-input.js';
import { listed, nearest, quoted } from '../suggest.js';
import type { Checking } from './checking.js';

/** A chip by name or else by description, in any case and with blanks around it, the active one of several. */
export function findChip(
  facts: Pick<Facts, 'chips'>,
  given: string | null | undefined,
): ChipFact | undefined {
  if (!isSaid(given)) return undefined;
  const asked = given.trim().toLowerCase();
  const named = facts.chips.find(({ name }) => name.toLowerCase() === asked);
  const described = facts.chips.filter(({ description }) => description.toLowerCase() === asked);
  return named ?? described.find(({ isActive }) => isActive) ?? described[0];
}

/** The chip is known and active. */
export function checkChip({ plan: { chipType }, facts, found }: Checking): void {
  const path = ['chipType'];
  const active = facts.chips.filter(({ isActive }) => isActive).map(({ name }) => name);
  if (!isSaid(chipType?.trim())) {
    found.refuse(path, 'REQUIRED', `A plan needs a chip type: one of ${listed(active)}.`, active.slice(0, 5));
    return;
  }
  const given = chipType ?? '';
  const chip = findChip(facts, given);
  if (!chip) {
    const message = `The server has no chip type ${quoted(given)}; active are ${listed(active)}.`;
    found.refuse(path, 'NOT_FOUND', message, nearest(given, active));
  } else if (!chip.isActive) {
    const message = `Chip type ${chip.name} is not active on this server; active are ${listed(active)}.`;
    found.refuse(path, 'INACTIVE', message, active.slice(0, 5));
  }
}
