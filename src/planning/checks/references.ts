import type { Findings, Path } from '../findings.js';
import type { Facts } from '../lists/facts.js';
import { isSaid } from '../plan-input.js';
import { listed, nearest, quoted } from '../suggest.js';
import type { Checking } from './checking.js';

/** The references of the whole plan. Those of barcodes are checked with their samples. */
export function checkReferences({ plan, facts, found }: Checking): void {
  checkReference(plan.reference, ['reference'], facts, found);
  checkReference(plan.mixedTypeRNAReference, ['mixedTypeRNAReference'], facts, found);
}

/** A reference that is named is there under this short name, and enabled. */
export function checkReference(
  given: string | null | undefined,
  path: Path,
  { references }: Facts,
  found: Findings,
): void {
  if (!isSaid(given)) return;
  const enabled = references.filter(({ isEnabled }) => isEnabled).map(({ shortName }) => shortName);
  if (enabled.includes(given)) return;
  const isKnown = references.some(({ shortName }) => shortName === given);
  const message = isKnown
    ? `Reference ${given} is not enabled on this server; enabled are ${listed(enabled)}.`
    : `The server has no reference ${quoted(given)}; it has ${listed(enabled)}.`;
  found.refuse(path, isKnown ? 'INACTIVE' : 'NOT_FOUND', message, nearest(given, enabled));
}
