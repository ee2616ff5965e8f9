import type { IncomingMessage } from 'node:http';
import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import { parseJson, readBody } from './body.js';
import { HttpRefusal } from './reply.js';

/**
 * A GraphQL request as Apollo takes it. Bodies are JSON only: every other type is one that a foreign page's form could
 * send without being asked first.
 * @throws HttpRefusal 400, 413, 415
 */
export async function readGraphqlRequest(
  request: IncomingMessage,
  maxBodyBytes: number,
): Promise<HTTPGraphQLRequest> {
  const isPost = request.method === 'POST';
  if (isPost) refuseOtherTypes(request);
  return {
    method: isPost ? 'POST' : 'GET',
    headers: passOnHeaders(request),
    search: searchOf(request.url ?? ''),
    body: isPost ? parseJson(await readBody(request, maxBodyBytes)) : undefined,
  };
}

function refuseOtherTypes({ headers }: IncomingMessage): void {
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(headers['content-type'] ?? '')) {
    throw new HttpRefusal(415, 'BAD_USER_INPUT', 'The body must be JSON in UTF-8, sent as application/json.');
  }
  if (!/^(identity)?$/i.test(headers['content-encoding'] ?? '')) {
    throw new HttpRefusal(415, 'BAD_USER_INPUT', 'The body must not be compressed.');
  }
}

/** What GraphQL over HTTP needs; credentials are not among it. */
const passedOn = ['accept', 'content-type', 'apollo-require-preflight', 'x-apollo-operation-name'];

function passOnHeaders({ headers }: IncomingMessage): HeaderMap {
  const passed = new HeaderMap();
  for (const name of passedOn) {
    const value = headers[name];
    if (typeof value === 'string') passed.set(name, value);
  }
  return passed;
}

function searchOf(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark);
}
