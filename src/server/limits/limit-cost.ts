import type { ApolloServerPlugin } from '@apollo/server';
import type { LimitsConfig } from '../../config.js';
import type { Context } from '../../context.js';
import { ClientError } from '../../errors.js';
import { callOf } from '../call.js';
import { type Estimate, estimateCost } from '../../resolvers/cost/estimate.js';

/** Half as many again as tools ask for that read the whole schema, GraphiQL among them. */
const mostSchemaValues = 150_000;

/** Refuses operations that would ask too much of the Torrent Servers, before anything is asked of them. */
export function limitCost(limits: LimitsConfig): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async didResolveOperation({ schema, document, operation, request, response }) {
          const estimate = operation && estimateCost(schema, document, operation, request.variables ?? {});
          const fault = estimate && findFault(estimate, limits);
          if (fault !== undefined) throw tooComplex(fault);
          const { access, rate } = callOf(request.http);
          const seconds = access.mayAsk ? await rate?.spend('cost', estimate?.cost ?? 0) : undefined;
          if (seconds === undefined) return;
          response.http.headers.set('retry-after', String(seconds));
          throw tooMuch(seconds);
        },
      }),
  };
}

const tooMuch = (seconds: number) =>
  new ClientError(
    'RATE_LIMITED',
    `The operations of this caller have cost as much as they may for now: wait ${seconds} s before the next.`,
    { httpStatus: 429 },
  );

const tooComplex = (message: string) => new ClientError('QUERY_TOO_COMPLEX', message, { httpStatus: 400 });

function findFault(estimate: Estimate, { pageSize, cost }: LimitsConfig): string | undefined {
  if (estimate.longestPage > pageSize) {
    return `\`first\` is ${estimate.longestPage}, where at most ${pageSize} rows are given at a time: go on with \`after\`.`;
  }
  if (estimate.schemaValues > mostSchemaValues) {
    return `The answer about the schema would hold about ${round(estimate.schemaValues)} values, where ${mostSchemaValues} are accepted.`;
  }
  return estimate.cost > cost ? describeCost(estimate, cost) : undefined;
}

/** Says what the estimate is made of, and which fields to ask less of. */
function describeCost({ rows, calls, cost, dearest }: Estimate, limit: number): string {
  const posts = dearest.map(
    (post) => `${post.path} ${round(post.cost)} (${round(post.rows)} rows, ${round(post.calls)} requests)`,
  );
  return (
    `The operation would ask the Torrent Server for up to ${round(rows)} rows in ${round(calls)} requests: a cost of ` +
    `${round(cost)} (milliseconds of its processor), where ${limit} is accepted. Dearest: ${posts.join(', ')}. ` +
    'Ask for fewer rows at a time (`first`, `after`), or for fewer fields of each.'
  );
}

const round = (number: number) => Math.round(number);
