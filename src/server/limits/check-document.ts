import { type DocumentNode, GraphQLError, Kind, parse, visit } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { DocumentLimits } from '../../config.js';
import { HttpRefusal } from '../reply.js';
import { type Extent, measureDocument } from './measure-document.js';

/**
 * Refuses an operation's text that is larger than any honest one, before GraphQL's own rules see it: some of them take
 * time that grows with the square of what they check. What cannot be parsed is left for GraphQL to explain.
 * @throws HttpRefusal 400 QUERY_TOO_COMPLEX
 */
export function checkDocument(text: string, limits: DocumentLimits): void {
  const passed = passedUnder(limits);
  if (passed.has(text)) return;
  const document = parseWithin(text, limits);
  if (!document) return;
  checkFragments(document, limits);
  checkDefinitions(document);
  checkExtent(measure(document, limits), limits);
  passed.set(text, true);
}

/** Characters. Programs send the same few texts again and again. */
const mostRemembered = 2_000_000;

const passedTexts = new WeakMap<DocumentLimits, LRUCache<string, true>>();

/** Texts that have been found to be within the limits. */
function passedUnder(limits: DocumentLimits): LRUCache<string, true> {
  const known = passedTexts.get(limits);
  if (known) return known;
  const passed = new LRUCache<string, true>({
    maxSize: mostRemembered,
    sizeCalculation: (_, text) => text.length,
  });
  passedTexts.set(limits, passed);
  return passed;
}

export function tooComplex(message: string): HttpRefusal {
  return new HttpRefusal(400, 'QUERY_TOO_COMPLEX', message);
}

function parseWithin(text: string, limits: DocumentLimits): DocumentNode | undefined {
  try {
    return parse(text, { noLocation: true, maxTokens: limits.tokens });
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(limits);
    const isTooLong = error instanceof GraphQLError && error.message.includes('tokens. Parsing aborted');
    if (isTooLong) throw tooComplex(`The operation has more than ${limits.tokens} words and signs.`);
    return undefined;
  }
}

/** Selections inside each other, or values: either is more than the stack can take. */
const tooDeep = ({ depth }: DocumentLimits) =>
  tooComplex(`The operation goes far deeper than the ${depth} levels that are accepted.`);

function measure(document: DocumentNode, limits: DocumentLimits): Extent {
  try {
    return measureDocument(document);
  } catch (error) {
    throw error instanceof RangeError ? tooDeep(limits) : error;
  }
}

function checkFragments(document: DocumentNode, { fragments }: DocumentLimits): void {
  let defined = 0;
  let named = 0;
  visit(document, {
    [Kind.FRAGMENT_DEFINITION]: () => void (defined += 1),
    [Kind.FRAGMENT_SPREAD]: () => void (named += 1),
  });
  const most = Math.max(defined, named);
  if (most > fragments) {
    throw tooComplex(`The operation defines or names ${most} fragments, where ${fragments} are accepted.`);
  }
}

/** One is executed; others may stand beside it in the file that it comes from. */
const mostOperations = 50;

function checkDefinitions({ definitions }: DocumentNode): void {
  const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length;
  if (operations > mostOperations) {
    throw tooComplex(`The text holds ${operations} operations, where ${mostOperations} are accepted.`);
  }
}

const words: Readonly<Record<keyof Extent, string>> = {
  depth: 'levels of fields',
  fields: 'fields',
  rootFields: 'fields in the outermost place',
  aliases: 'aliases',
  duplicates: 'times the same field or directive in one place',
  directives: 'directives',
};

function checkExtent(extent: Extent, limits: DocumentLimits): void {
  const names = Object.keys(words) as (keyof Extent)[];
  const beyond = names.filter((name) => extent[name] > limits[name]);
  if (beyond.length === 0) return;
  const told = beyond.map((name) => `${words[name]}: ${extent[name]}, where ${limits[name]} are accepted`);
  throw tooComplex(`The operation is too large: ${told.join('; ')}.`);
}
