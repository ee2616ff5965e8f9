import type { HTTPGraphQLRequest } from '@apollo/server';
import { type DocumentNode, type GraphQLSchema, parse, validate } from 'graphql';
import {
  type DocumentLimits,
  type DocumentsConfig,
  hashNamed,
  hashOf,
  type KnownDocument,
} from '../../config.js';
import { HttpRefusal } from '../reply.js';
import { checkDocument } from './check-document.js';
import { isObject, type Question, questionOf, withQuestion } from './question.js';

/**
 * The request with the operation that it names in its place, by `documentId` or `extensions.persistedQuery`.
 * @throws HttpRefusal 400 for a name that no operation has, 403 for an operation that is not known where only those are
 * executed
 */
export function putInDocument(http: HTTPGraphQLRequest, documents: DocumentsConfig): HTTPGraphQLRequest {
  const question = questionOf(http);
  const named = nameIn(question);
  const found = named && documents.known.get(named.hash);
  const isSame = typeof question.query !== 'string' || hashOf(question.query) === named?.hash;
  if (found && isSame) return withQuestion(http, { ...withoutName(question), query: found.text });
  if (documents.only && (named || !isKnown(question, documents))) throw notKnown();
  if (named && !isSame) throw badName('The operation is not the one that is named by its hash.');
  if (named?.by === 'documentId') throw badName('No operation has this documentId.');
  return http;
}

const notKnown = () =>
  new HttpRefusal(403, 'FORBIDDEN', 'This gateway executes known operations only; this is none of them.');
const badName = (message: string) => new HttpRefusal(400, 'BAD_USER_INPUT', message);

function isKnown({ query }: Question, { known }: DocumentsConfig): boolean {
  return typeof query === 'string' && known.has(hashOf(query));
}

interface Name {
  readonly by: 'documentId' | 'persistedQuery';
  readonly hash: string;
}

function nameIn({ documentId, extensions }: Question): Name | undefined {
  if (typeof documentId === 'string') return { by: 'documentId', hash: hashNamed(documentId) };
  const persisted = extensions?.persistedQuery;
  if (persisted === undefined || persisted === null) return undefined;
  const { version, sha256Hash } = isObject(persisted) ? persisted : {};
  if (version !== 1 || typeof sha256Hash !== 'string') {
    throw badName('`extensions.persistedQuery` needs version 1 and sha256Hash.');
  }
  return { by: 'persistedQuery', hash: hashNamed(sha256Hash) };
}

function withoutName({ documentId: _id, extensions, ...question }: Question): Question {
  if (!extensions) return question;
  const { persistedQuery: _query, ...others } = extensions;
  return { ...question, extensions: others };
}

/** @throws Error that names every operation that the graph or the limits would refuse */
export function checkKnownDocuments(
  { known }: DocumentsConfig,
  schema: GraphQLSchema,
  limits: DocumentLimits,
): void {
  const faults = [...known.values()].flatMap((document) => {
    const fault = findFault(document, schema, limits);
    return fault === undefined ? [] : [`  - ${document.name}: ${fault}`];
  });
  if (faults.length === 0) return;
  throw new Error(`PERSISTED_DOCUMENTS cannot be used:\n${[...new Set(faults)].join('\n')}`);
}

function findFault(
  { text }: KnownDocument,
  schema: GraphQLSchema,
  limits: DocumentLimits,
): string | undefined {
  try {
    checkDocument(text, limits);
    const document: DocumentNode = parse(text);
    return validate(schema, document)[0]?.message;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
