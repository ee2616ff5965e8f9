import type { ApolloServer, HTTPGraphQLResponse } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { DocumentsConfig, LimitsConfig, ServerConfig } from '../config.js';
import type { CallerCredentials, Context, Gateway } from '../context.js';
import type { Seeing } from '../seeing/seeing.js';
import { checkQuestion } from './limits/check-question.js';
import { putInDocument } from './limits/known-documents.js';
import { type RateLimit, spendRequest } from './limits/rate-limit.js';
import { type Call, lineOf, noteCall, startCall } from './call.js';
import type { ClientAddress } from './client-address.js';
import { hasCredentials, isSentUnasked, readCredentials } from './credentials.js';
import type { Access } from './edge/access.js';
import type { Edge } from './edge/edge.js';
import { type Attempt, type LoginGuard, usersOf } from './edge/login-guard.js';
import type { Exchange } from './exchange.js';
import { readGraphqlRequest } from './graphql-request.js';
import type { Log } from './log.js';
import type { Origins } from './origin.js';
import { type Observation, observe } from './observe.js';
import { stampErrors } from './record-operation.js';
import { refusalOf } from './refusal-of.js';
import { HttpRefusal, refusalReply, type Reply } from './reply.js';
import type { MissingAccess } from './require-access.js';

export interface GraphqlEndpoint {
  readonly apollo: ApolloServer<Context>;
  readonly gateway: Gateway;
  readonly origins: Origins;
  readonly clientAddress: ClientAddress;
  readonly edge: Edge;
  readonly logins: LoginGuard;
  readonly missingAccess: MissingAccess;
  readonly servers: readonly ServerConfig[];
  readonly introspection: boolean;
  readonly maxBodyBytes: number;
  readonly limits: LimitsConfig;
  readonly documents: DocumentsConfig;
  readonly rateLimit: RateLimit | undefined;
  readonly log: Log;
  readonly seeing: Seeing;
}

/** Answers one GraphQL request and logs it as one line, however it ends. */
export async function answerGraphql(endpoint: GraphqlEndpoint, exchange: Exchange): Promise<Reply> {
  const seen = observe(endpoint.seeing, exchange.request.headers);
  const call = startCall(exchange.requestId, seen);
  let reply: Reply | undefined;
  try {
    reply = await execute(endpoint, exchange, call, seen).catch((error: unknown) =>
      refuse(error, call, endpoint.log),
    );
    if (call.rate) reply = { ...reply, headers: { ...reply.headers, ...(await call.rate.headers()) } };
    return reply;
  } finally {
    const known = endpoint.documents.known.get(call.operation.operationHash ?? '');
    const line = {
      ...lineOf(call, exchange.signal.aborted ? undefined : reply?.status),
      ...(known && { document: known.name }),
    };
    seen.ended(line);
    endpoint.log.operation(line);
  }
}

function refuse(error: unknown, call: Call, log: Log): Reply {
  const refusal = refusalOf(error, call.requestId, log);
  if (!refusal) throw error;
  call.codes = [refusal.code];
  return refusalReply(refusal, call.requestId);
}

async function execute(
  endpoint: GraphqlEndpoint,
  exchange: Exchange,
  call: Call,
  { onUpstreamCall, onCacheUse }: Observation,
): Promise<Reply> {
  const { credentials, access, attempt } = await admit(endpoint, exchange);
  call.access = access;
  call.rate = endpoint.rateLimit?.of({ access, credentials, address: attempt.address });
  await spendRequest(call.rate);
  const sent = await readGraphqlRequest(exchange.request, endpoint.maxBodyBytes);
  const httpGraphQLRequest = putInDocument(sent, endpoint.documents);
  checkQuestion(httpGraphQLRequest, endpoint.limits);
  noteCall(httpGraphQLRequest, call);
  const { requestId, signal } = exchange;
  const context = endpoint.gateway.open({ requestId, credentials, signal, onUpstreamCall, onCacheUse });
  call.upstream = context.upstream;
  const done = await endpoint.apollo
    .executeHTTPGraphQLRequest({ httpGraphQLRequest, context: () => Promise.resolve(context) })
    .finally(context.end);
  const reply = toReply(done, call);
  if (call.codes.includes('UNAUTHENTICATED') && access.mayAsk) endpoint.logins.failed(attempt);
  return reply;
}

interface Admitted {
  readonly credentials: CallerCredentials;
  readonly access: Access;
  readonly attempt: Attempt;
}

/** @throws HttpRefusal for those who may not even ask */
async function admit(endpoint: GraphqlEndpoint, { request }: Exchange): Promise<Admitted> {
  const { servers, origins, clientAddress, edge, logins, introspection, missingAccess } = endpoint;
  const credentials = readCredentials(request.headers, servers, edge.isGuarded);
  if (isSentUnasked(credentials)) origins.refuseForeignPage(request);
  const attempt = { address: clientAddress(request), users: usersOf(credentials) };
  await logins.admit(attempt);
  const access = await edge.admit(request.headers, hasCredentials(credentials)).catch((error: unknown) => {
    if (error instanceof HttpRefusal && error.status === 401) logins.failed(attempt);
    throw error;
  });
  // With introspection there is something that such a caller may ask: the operation decides.
  if (!introspection && !access.mayAsk) {
    throw new HttpRefusal(401, 'UNAUTHENTICATED', missingAccess.message, missingAccess.challenge);
  }
  return { credentials, access, attempt };
}

function toReply({ status, headers, body }: HTTPGraphQLResponse, call: Call): Reply {
  if (body.kind !== 'complete') throw new Error('the schema has no directive that sends an answer in parts');
  return {
    status: status ?? 200,
    headers: Object.fromEntries(headers),
    body: call.isStamped ? body.string : stampBody(body.string, call),
  };
}

/** An answer that Apollo gave before its pipeline began holds nothing but errors. */
function stampBody(text: string, call: Call): string {
  const { errors } = JSON.parse(text) as { readonly errors: readonly GraphQLFormattedError[] };
  return `${JSON.stringify({ errors: stampErrors(errors, call) })}\n`;
}
