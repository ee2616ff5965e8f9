import type { ProtocolFact } from '../lists/facts.js';
import { isSaid } from '../plan-input.js';
import { listed, nearest, quoted } from '../suggest.js';
import type { Checking } from './checking.js';
import { findKit } from './kits.js';

/** What rundb keeps unchecked, and the rest of the software knows no other value of. docs/rundb.md, "Statuses" */
const fixed = {
  baseRecalibrationMode: ['standard_recal', 'panel_recal', 'blind_recal', 'no_recal'],
  storageOptions: ['KI', 'A', 'D'],
  platform: ['PGM', 'PROTON', 'S5'],
} as const;

/** Fields that take one of a few values, of the server's lists or of the software's. */
export function checkChoices(checking: Checking): void {
  checkFixed(checking);
  checkSampleGrouping(checking);
  checkLibraryKey(checking);
  checkFlowOrder(checking);
  checkProtocol(checking);
}

function checkFixed({ plan, found }: Checking): void {
  for (const field of ['baseRecalibrationMode', 'storageOptions', 'platform'] as const) {
    const given = plan[field];
    const values: readonly string[] = fixed[field];
    if (!isSaid(given) || values.includes(given)) continue;
    const message = `${quoted(given)} is none of ${values.join(', ')}.`;
    found.refuse([field], 'INVALID', message, nearest(given, values));
  }
}

/** The name of a grouping in the letters of the server. */
export function findGrouping(groupings: readonly string[], given: string): string | undefined {
  return groupings.find((name) => name.toLowerCase() === given.toLowerCase());
}

function checkSampleGrouping({ plan: { sampleGrouping: given }, facts, found }: Checking): void {
  if (!isSaid(given) || findGrouping(facts.sampleGroupings, given) !== undefined) return;
  const message = `The server has no sample grouping ${quoted(given)}; it has ${listed(facts.sampleGroupings)}.`;
  found.refuse(['sampleGrouping'], 'NOT_FOUND', message, nearest(given, facts.sampleGroupings));
}

function checkLibraryKey({ plan: { libraryKey: given }, facts, found }: Checking): void {
  if (!isSaid(given) || facts.libraryKeys.some(({ name, sequence }) => name === given || sequence === given))
    return;
  const names = facts.libraryKeys.flatMap(({ name, sequence }) => [sequence, name]);
  const message = `The server has no library key ${quoted(given)}; it has ${listed(facts.libraryKeys.map(({ name, sequence }) => `${sequence} (${name})`))}.`;
  found.refuse(['libraryKey'], 'NOT_FOUND', message, nearest(given, names));
}

function checkFlowOrder({ plan: { flowsInOrder: given }, facts, found }: Checking): void {
  if (!isSaid(given) || /^[ACGT]+$/.test(given)) return;
  if (facts.flowOrders.some(({ name, description }) => name === given || description === given)) return;
  const names = facts.flowOrders.map(({ name }) => name);
  const message = `${quoted(given)} is neither a flow order of the server (${listed(names)}) nor letters A, C, G, T.`;
  found.refuse(['flowsInOrder'], 'INVALID', message, nearest(given, names));
}

/** Protocols that fit the templating kit by their categories; where none does, all. docs/rundb.md, "Creating a plan" */
function checkProtocol({ plan, facts, found }: Checking): void {
  const { samplePrepProtocol: given } = plan;
  if (!isSaid(given)) return;
  const kit = findKit(facts, 'templating', plan.kits?.templating ?? '');
  const categories = partsOf(kit?.categories ?? '');
  const fitting = facts.protocols.filter((protocol) => sharesAny(protocol, categories));
  const choices = fitting.length > 0 ? fitting : facts.protocols;
  const isNamed = ({ value, uid }: ProtocolFact) => value === given || uid === given;
  if (choices.some(isNamed)) return;
  const values = choices.map(({ value }) => value);
  const isKnown = facts.protocols.some(isNamed);
  const message = `${quoted(given)} is no protocol for ${kit?.name ?? 'this templating kit'}; there are ${listed(values)}.`;
  found.refuse(
    ['samplePrepProtocol'],
    isKnown ? 'INCOMPATIBLE' : 'NOT_FOUND',
    message,
    nearest(given, values),
  );
}

function sharesAny({ categories }: ProtocolFact, wanted: readonly string[]): boolean {
  return partsOf(categories).some((category) => wanted.includes(category));
}

function partsOf(text: string): string[] {
  return text.split(';').filter((part) => part !== '');
}
