import type { PlanErrorCode } from '../findings.js';

/** How rundb words each kind of mistake, in its American English. docs/rundb.md, "Creating a plan", "Samples of a plan" */
const wordings: readonly (readonly [PlanErrorCode, RegExp])[] = [
  [
    'INCOMPATIBLE',
    /is not valid with|incompatible with|is not supported for this|combination$|valid values are (DNA|RNA)\b/,
  ],
  ['REQUIRED', /is required|is missing\.|Barcoding Set is required|exists but No Reference/],
  ['NOT_FOUND', /not found|not one of the available choices|value of .* is not valid|does not exist/],
  ['INACTIVE', /is not active/],
  ['TOO_LONG', /should be at most/],
  [
    'INVALID',
    /should contain only|should start with|must be|is invalid|is not valid|should not be provided|doesn't appear to be|Invalid/,
  ],
];

/** REFUSED_BY_RUNDB where the words are none of those that are known. */
export function codeOfText(text: string): PlanErrorCode {
  return wordings.find(([, wording]) => wording.test(text))?.[0] ?? 'REFUSED_BY_RUNDB';
}
