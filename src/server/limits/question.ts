import type { HTTPGraphQLRequest } from '@apollo/server';

/** What a request asks, before anything of it has been checked. */
export interface Question {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: Extensions;
}

interface Extensions {
  readonly persistedQuery?: unknown;
}

/** Other bodies than objects ask nothing; GraphQL refuses them. */
export function questionOf({ body, search }: Pick<HTTPGraphQLRequest, 'body' | 'search'>): Question {
  if (body === undefined) return questionIn(search);
  if (!isObject(body)) return {};
  const { extensions, ...rest } = body;
  return { ...rest, ...extensionsOf(extensions) };
}

function questionIn(search: string): Question {
  const told = new URLSearchParams(search);
  return {
    query: told.get('query') ?? undefined,
    documentId: told.get('documentId') ?? undefined,
    variables: parse(told.get('variables')),
    ...extensionsOf(parse(told.get('extensions'))),
  };
}

/** The request with another operation. Its variables and what else it holds stay. */
export function withQuestion(http: HTTPGraphQLRequest, question: Question): HTTPGraphQLRequest {
  if (http.body !== undefined) return { ...http, body: question };
  const told = new URLSearchParams(http.search);
  told.delete('documentId');
  told.delete('extensions');
  told.set('query', String(question.query));
  if (question.extensions) told.set('extensions', JSON.stringify(question.extensions));
  return { ...http, search: `?${told.toString()}` };
}

function extensionsOf(value: unknown): { readonly extensions?: Extensions } {
  return isObject(value) ? { extensions: value } : {};
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
