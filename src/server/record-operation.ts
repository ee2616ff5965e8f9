import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { Context } from '../context.js';
import { publicError } from '../errors.js';
import { type Call, callOf, type OperationNotes } from './call.js';
import type { Log } from './log.js';

/** Notes each operation for its log line, logs the gateway's own faults, and puts the request id into every error. */
export function recordOperations(log: Log): ApolloServerPlugin<Context> {
  return {
    requestDidStart: ({ request }) => {
      const call = callOf(request.http);
      return Promise.resolve({
        willSendResponse: (done) => {
          call.operation = describeOperation(done);
          stampResult(done, call);
          logFaults(log, call, done.errors ?? []);
          return Promise.resolve();
        },
      });
    },
  };
}

function describeOperation(done: GraphQLRequestContext<Context>): OperationNotes {
  return {
    ...(done.operationName && { operationName: done.operationName.slice(0, 100) }),
    ...(done.queryHash && { operationHash: done.queryHash }),
    ...(done.operation && { operationType: done.operation.operation }),
  };
}

function stampResult({ response, contextValue }: GraphQLRequestContext<Context>, call: Call): void {
  const { body } = response;
  if (body?.kind !== 'single') return;
  if (call.recorder) {
    body.singleResult.extensions = { ...body.singleResult.extensions, upstream: call.recorder.shown() };
  }
  if (contextValue.freshness.size > 0) {
    const freshness = Object.fromEntries(contextValue.freshness);
    body.singleResult.extensions = { ...body.singleResult.extensions, freshness };
  }
  const left = contextValue.leftOut.map(({ fault, ...place }) =>
    publicError({ message: fault.message, ...place }, fault, call.requestId),
  );
  // Behind the others, whose places logFaults counts.
  const errors = [...(body.singleResult.errors ?? []), ...left];
  if (errors.length > 0) body.singleResult.errors = stampErrors(errors, call);
  else call.isStamped = true;
}

/** Puts the request id into errors on their way out, and notes their codes. */
export function stampErrors(
  errors: readonly GraphQLFormattedError[],
  call: Call,
): readonly GraphQLFormattedError[] {
  call.codes = errors.map(({ extensions }) => String(extensions?.['code']));
  call.isStamped = true;
  return errors.map((error) => ({
    ...error,
    extensions: { ...error.extensions, requestId: call.requestId },
  }));
}

/** Errors and the codes that they were given are in the same order. */
function logFaults(log: Log, { codes, requestId }: Call, errors: readonly Error[]): void {
  errors.forEach((error, index) => {
    if (codes[index] === 'INTERNAL_SERVER_ERROR') log.fault(requestId, error);
  });
}
