import type { z } from 'zod';
import { wholeNumber } from './setting.js';

/** How much one request may ask for. What is beyond is refused before any Torrent Server is asked. */
export interface LimitsConfig {
  readonly document: DocumentLimits;
  /** Texts, numbers and other values that the variables of one request hold. */
  readonly variableValues: number;
  /** Rows of one list. */
  readonly pageSize: number;
  /** Milliseconds of the Torrent Server's processor that an operation may be expected to take. */
  readonly cost: number;
}

/** What an operation's text may hold, with its fragments put in where they are named. */
export interface DocumentLimits {
  /** Words and signs. */
  readonly tokens: number;
  /** Fields and inline fragments inside each other. */
  readonly depth: number;
  readonly fields: number;
  readonly rootFields: number;
  readonly aliases: number;
  /** How often one field or directive stands in the same place. */
  readonly duplicates: number;
  readonly directives: number;
  /** Definitions of fragments, and as many places that name one. */
  readonly fragments: number;
}

export const limitVariables = {
  MAX_TOKENS: wholeNumber(100, 1_000_000).default(10_000),
  MAX_DEPTH: wholeNumber(3, 200).default(20),
  MAX_FIELDS: wholeNumber(10, 100_000).default(5_000),
  MAX_ROOT_FIELDS: wholeNumber(1, 10_000).default(100),
  MAX_ALIASES: wholeNumber(0, 10_000).default(200),
  MAX_DUPLICATES: wholeNumber(1, 1_000).default(20),
  MAX_DIRECTIVES: wholeNumber(0, 10_000).default(200),
  MAX_FRAGMENTS: wholeNumber(0, 1_000).default(100),
  MAX_VARIABLE_VALUES: wholeNumber(10, 10_000_000).default(20_000),
  MAX_PAGE_SIZE: wholeNumber(1, 100_000).default(100_000),
  MAX_COST: wholeNumber(100, 1_000_000_000).default(250_000),
};

type LimitVariables = z.output<z.ZodObject<typeof limitVariables>>;

export function readLimits(read: LimitVariables): LimitsConfig {
  const document = {
    tokens: read.MAX_TOKENS,
    depth: read.MAX_DEPTH,
    fields: read.MAX_FIELDS,
    rootFields: read.MAX_ROOT_FIELDS,
    aliases: read.MAX_ALIASES,
    duplicates: read.MAX_DUPLICATES,
    directives: read.MAX_DIRECTIVES,
    fragments: read.MAX_FRAGMENTS,
  };
  const { MAX_VARIABLE_VALUES, MAX_PAGE_SIZE, MAX_COST } = read;
  return { document, variableValues: MAX_VARIABLE_VALUES, pageSize: MAX_PAGE_SIZE, cost: MAX_COST };
}
