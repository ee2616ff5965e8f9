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
  readonly rate: RateConfig;
}

/** What one caller may ask for in the time of a window; 0 is no limit. */
export interface RateConfig {
  readonly requests: number;
  /** The same milliseconds as the cost of an operation. */
  readonly cost: number;
  readonly windowSeconds: number;
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
  RATE_LIMIT_REQUESTS: wholeNumber(0, 1_000_000).default(0),
  RATE_LIMIT_COST: wholeNumber(0, 1_000_000_000).default(0),
  RATE_LIMIT_WINDOW_S: wholeNumber(1, 86_400).default(60),
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
  const rate = {
    requests: read.RATE_LIMIT_REQUESTS,
    cost: read.RATE_LIMIT_COST,
    windowSeconds: read.RATE_LIMIT_WINDOW_S,
  };
  const { MAX_VARIABLE_VALUES, MAX_PAGE_SIZE, MAX_COST } = read;
  return { document, variableValues: MAX_VARIABLE_VALUES, pageSize: MAX_PAGE_SIZE, cost: MAX_COST, rate };
}

/** An operation that is within MAX_COST and never within what a caller has could be told to wait for ever. */
export function findLimitFaults({ cost, rate }: LimitsConfig): string[] {
  if (rate.cost === 0 || rate.cost >= cost) return [];
  return [`RATE_LIMIT_COST: must be at least MAX_COST (${cost}), not ${rate.cost}`];
}
