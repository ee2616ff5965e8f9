/** What rundb says about a plan. docs/rundb.md, "plannedexperiment" */

export const ONE_OF_BOTH = '  sample (Non Barcoded Plan) or barcodedSamples (Barcoded Plan) is required.';

export function isRequired(label: string): string {
  return ` ${label} is required. `;
}

export function isMissing(name: string): string {
  return ` ${name} is missing. `;
}

export function isNotFound(label: string, value: unknown): string {
  return ` ${label} not found for ${String(value)}. `;
}

export function isNotActive(label: string, value: string): string {
  return ` ${label} ${value} is not active. `;
}

export function isNoReference(label: string, name: string): string {
  return (
    `${label} not found for ${name}.To import the Reference, ` +
    'visit Settings > Reference Sequences > Import Preloaded Reference Sequences.'
  );
}

export function isNoChoice(label: string, value: unknown, choices: readonly string[]): string {
  return ` ${label} value is not valid. ${String(value)} is not one of the available choices ${choices.join(', ')}. `;
}

export function isNoChoiceWith(
  label: string,
  value: string,
  other: string,
  otherValue: string,
  choices: readonly string[],
): string {
  return (
    ` ${label} value is not valid with ${other} value of ${otherValue}. ` +
    `${value} is not one of the available choices ${choices.join(', ')}. `
  );
}

export function hasWrongCharacters(label: string): string {
  return (
    ` ${label} should contain only letters [a-zA-Z], numbers [0-9], spaces [ ], ` +
    'and limited special characters: [.-_] (ie, period, hyphen or underscore). '
  );
}

export function startsWrongly(label: string): string {
  return ` ${label} should start with letter or number. `;
}

export function isTooLong(label: string, length: number): string {
  return ` ${label} should be at most ${length} characters long. `;
}

export function isNoIntegerWithin(label: string, lowest: number, highest: number): string {
  return ` ${label} must be a integer within range [${lowest}, ${highest}]. `;
}

export function isRequiredWith(label: string, other: string, value: string): string {
  return ` ${label} value is required with ${other} value of ${value}. `;
}

export function isNotSupported(label: string, value: string): string {
  return ` ${label} value of ${value} is not supported for this Application. `;
}

export function isRequiredForApplication(label: string): string {
  return ` ${label} is required for this Application. `;
}

export function isNoFile(label: string, file: string): string {
  return `${label} : ${file} not found`;
}
