import type { HTTPGraphQLRequest } from '@apollo/server';
import type { LimitsConfig } from '../../config.js';
import { checkDocument } from './check-document.js';
import { checkVariables } from './check-variables.js';
import { questionOf } from './question.js';

/**
 * Refuses a request whose operation or variables are larger than any honest one.
 * @throws HttpRefusal 400 QUERY_TOO_COMPLEX
 */
export function checkQuestion(http: HTTPGraphQLRequest, limits: LimitsConfig): void {
  const { query, variables } = questionOf(http);
  if (typeof query === 'string') checkDocument(query, limits.document);
  if (variables !== undefined) checkVariables(variables, limits.variableValues);
}
