import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { LimitsConfig } from '../config.js';
import type { Context } from '../context.js';
import { publicError } from '../errors.js';
import { rememberQueries } from './limits/automatic-queries.js';
import { limitCost } from './limits/limit-cost.js';
import type { Log } from './log.js';
import { recordOperations } from './record-operation.js';
import { type MissingAccess, requireAccess } from './require-access.js';
import { rememberDocuments } from './document-store.js';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly log: Log;
  readonly limits: LimitsConfig;
  /** Whether callers may bring in operations that they name afterwards. */
  readonly automaticQueries: boolean;
  readonly missingAccess: MissingAccess;
}

/** GraphQL without HTTP: parses, validates, executes, and makes errors public. */
export async function startApollo(options: ApolloOptions): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    documentStore: rememberDocuments(),
    schema: options.schema,
    introspection: options.introspection,
    logger: options.log.apollo,
    plugins: [
      ...unwanted(),
      requireAccess(options.missingAccess),
      limitCost(options.limits),
      recordOperations(options.log),
    ],
    // The request id is not known here; it is put in when the answer is ready.
    formatError: (formatted, error) => publicError(formatted, error, ''),
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    persistedQueries: options.automaticQueries ? { cache: rememberQueries() } : false,
    parseOptions: { maxTokens: options.limits.document.tokens },
    maxRecursiveSelections: true,
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  return apollo;
}

/** Cache control costs as much as the rest of the server together; the others would speak to Apollo's cloud. */
function unwanted() {
  return [
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginSchemaReportingDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
  ];
}
