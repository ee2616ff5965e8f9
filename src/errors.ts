import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { RundbError, type RundbErrorKind, UnsendableValueError } from './rundb/error.js';

/** Every code that a client can meet. Clients branch on codes; messages are for people and may change. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'AMBIGUOUS'
  | 'BAD_USER_INPUT'
  | 'UPSTREAM_UNAVAILABLE'
  | 'UPSTREAM_TIMEOUT'
  | 'UPSTREAM_ERROR'
  | 'UPSTREAM_OVERLOADED'
  | 'QUERY_TOO_COMPLEX'
  | 'RATE_LIMITED'
  | 'INTERNAL_SERVER_ERROR';

/** What a failed request to a Torrent Server is called in the graph. */
const codeOfKind: Record<RundbErrorKind, ErrorCode> = {
  unauthenticated: 'UNAUTHENTICATED',
  forbidden: 'FORBIDDEN',
  notFound: 'NOT_FOUND',
  badRequest: 'UPSTREAM_ERROR',
  serverError: 'UPSTREAM_ERROR',
  badResponse: 'UPSTREAM_ERROR',
  redirected: 'UPSTREAM_ERROR',
  unavailable: 'UPSTREAM_UNAVAILABLE',
  timeout: 'UPSTREAM_TIMEOUT',
  overloaded: 'UPSTREAM_OVERLOADED',
  tooMuch: 'QUERY_TOO_COMPLEX',
  cancelled: 'UPSTREAM_UNAVAILABLE',
};

/** Codes of graphql-js and Apollo for a request that its sender has to mend. */
const codesOfBadRequests = new Set([
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
]);
/** Part of the persisted-query protocol: clients know them by these names. */
const protocolCodes = new Set(['PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED']);

/** An error meant for the client: its message is shown as it is. */
export class ClientError extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    message: string,
    details: { readonly server?: string; readonly resource?: string; readonly httpStatus?: number } = {},
  ) {
    const { httpStatus, ...named } = details;
    const http = httpStatus === undefined ? {} : { http: { status: httpStatus } };
    super(message, { extensions: { code, ...named, ...http } });
  }
}

export const badUserInput = (message: string): ClientError => new ClientError('BAD_USER_INPUT', message);

/**
 * The form in which an error leaves the gateway. Extensions are `code`, `server`, `resource`, `status` and
 * `requestId`, and nothing else: no URL, header, body or stack of the upstream or of the gateway.
 */
export function publicError(
  formatted: GraphQLFormattedError,
  error: unknown,
  requestId: string,
): GraphQLFormattedError {
  const { message, ...extensions } = describe(formatted, causeOf(error));
  const place = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
  return { message, ...place, extensions: { ...extensions, requestId } };
}

function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
}

interface Described {
  readonly message: string;
  readonly code: string;
  readonly server?: string;
  readonly resource?: string;
  readonly status?: number;
}

function describe(formatted: GraphQLFormattedError, cause: unknown): Described {
  if (cause instanceof RundbError) return describeRundb(cause);
  if (cause instanceof ClientError) {
    const { server, resource } = cause.extensions;
    return {
      message: cause.message,
      code: cause.code,
      ...(typeof server === 'string' && { server }),
      ...(typeof resource === 'string' && { resource }),
    };
  }
  if (cause instanceof UnsendableValueError) return { message: cause.message, code: 'BAD_USER_INPUT' };
  const code = clientCode(cause) ?? clientCode(formatted);
  if (code) return { message: formatted.message, code };
  return {
    message: 'The gateway failed to answer this; its log has the details under the request id.',
    code: 'INTERNAL_SERVER_ERROR',
  };
}

function describeRundb(error: RundbError): Described {
  return {
    message: error.message,
    code: codeOfKind[error.kind],
    ...(error.server !== undefined && { server: error.server }),
    resource: error.resource,
    ...(error.status !== undefined && { status: error.status }),
  };
}

function clientCode(error: unknown): string | undefined {
  const extensions = (error as { extensions?: { code?: unknown } } | undefined)?.extensions;
  const code = extensions?.code;
  if (typeof code !== 'string') return undefined;
  if (protocolCodes.has(code)) return code;
  return codesOfBadRequests.has(code) ? 'BAD_USER_INPUT' : undefined;
}
