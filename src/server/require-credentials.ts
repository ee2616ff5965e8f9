import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../context.js';
import { ClientError } from '../errors.js';
import { callOf } from './call.js';
import { challenge } from './credentials.js';
import { isIntrospectionOnly } from './introspection-only.js';

/**
 * Refuses callers without credentials with HTTP 401 before any server is asked. Questions about the schema alone are
 * answered: where introspection is off, such callers do not come this far.
 */
export function requireCredentials(message: string): ApolloServerPlugin<Context> {
  return {
    requestDidStart: ({ request }) => {
      const { hasCredentials } = callOf(request.http);
      return Promise.resolve({
        didResolveOperation: ({ document, operation, response }) => {
          const isFree = operation !== undefined && isIntrospectionOnly(document, operation);
          if (hasCredentials || isFree) return Promise.resolve();
          for (const [name, value] of Object.entries(challenge)) response.http.headers.set(name, value);
          return Promise.reject(new ClientError('UNAUTHENTICATED', message, { httpStatus: 401 }));
        },
      });
    },
  };
}
