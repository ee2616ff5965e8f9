import type { HTTPGraphQLRequest } from '@apollo/server';
import type { LimitsConfig } from '../../config.js';
import { checkDocument } from './check-document.js';
import { checkVariables } from './check-variables.js';

/**
 * Refuses a request whose operation or variables are larger than any honest one.
 * @throws HttpRefusal 400 QUERY_TOO_COMPLEX
 */
export function checkQuestion({ body, search }: HTTPGraphQLRequest, limits: LimitsConfig): void {
  const { query, variables } = body === undefined ? questionOf(search) : read(body);
  if (typeof query === 'string') checkDocument(query, limits.document);
  if (variables !== undefined) checkVariables(variables, limits.variableValues);
}

interface Question {
  readonly query?: unknown;
  readonly variables?: unknown;
}

/** Other bodies are refused by GraphQL. */
const read = (body: unknown): Question => (typeof body === 'object' && body !== null ? body : {});

function questionOf(search: string): Question {
  const told = new URLSearchParams(search);
  return { query: told.get('query') ?? undefined, variables: parse(told.get('variables')) };
}

function parse(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
