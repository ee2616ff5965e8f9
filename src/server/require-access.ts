import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationDefinitionNode } from 'graphql';
import type { Scope } from '../config.js';
import type { Context } from '../context.js';
import { ClientError } from '../errors.js';
import { callOf } from './call.js';
import { bearerChallenge } from './edge/edge.js';
import { isIntrospectionOnly } from './introspection-only.js';

/** What a caller is told who has shown nothing to ask with. */
export interface MissingAccess {
  readonly message: string;
  readonly challenge: Readonly<Record<string, string>>;
}

/**
 * Refuses callers who may not ask with HTTP 401, and those whose token does not go so far with 403, before any server is
 * asked. Questions about the schema alone are answered: where introspection is off, such callers do not come this far.
 */
export function requireAccess(missing: MissingAccess): ApolloServerPlugin<Context> {
  return {
    requestDidStart: ({ request }) => {
      const { access } = callOf(request.http);
      return Promise.resolve({
        didResolveOperation: ({ document, operation, response: { http } }) => {
          if (operation === undefined || isIntrospectionOnly(document, operation)) return Promise.resolve();
          const refused = refuse(operation);
          if (!refused) return Promise.resolve();
          for (const [name, value] of Object.entries(refused.headers)) http.headers.set(name, value);
          return Promise.reject(refused.error);
        },
      });

      function refuse(operation: OperationDefinitionNode) {
        if (!access.mayAsk) return unauthenticated(missing);
        const scope = scopeFor(operation);
        return access.scopes && !access.scopes.has(scope) ? forbidden(scope) : undefined;
      }
    },
  };
}

const scopeFor = ({ operation }: OperationDefinitionNode): Scope =>
  operation === 'mutation' ? 'plan' : 'read';

function unauthenticated({ message, challenge }: MissingAccess) {
  return { error: new ClientError('UNAUTHENTICATED', message, { httpStatus: 401 }), headers: challenge };
}

function forbidden(scope: Scope) {
  const message = `This takes the scope "${scope}", which the gateway has not given this caller.`;
  const challenge = `${bearerChallenge['www-authenticate']}, error="insufficient_scope", scope="${scope}"`;
  return {
    error: new ClientError('FORBIDDEN', message, { httpStatus: 403 }),
    headers: { 'www-authenticate': challenge },
  };
}
