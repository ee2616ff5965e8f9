import type { IncomingMessage } from 'node:http';
import { findRepeatedKey, isDeeperThan } from './json-keys.js';
import { HttpRefusal } from './reply.js';

/** The client left before its request was complete: there is nobody to answer. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

/** Reads a body of at most `limit` bytes. @throws HttpRefusal 413 beyond it, ClientGone */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit)
    return Promise.reject(refuseBody(request, limit));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else reject(refuseBody(request, limit));
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('close', () => request.readableEnded || reject(new ClientGone()));
    request.once('error', () => reject(new ClientGone()));
  });
}

/** What is still to come is read and dropped: a connection cut in the middle would take the answer with it. */
function refuseBody(request: IncomingMessage, limit: number): HttpRefusal {
  request.removeAllListeners('data').resume();
  return new HttpRefusal(
    413,
    'BAD_USER_INPUT',
    `The body is larger than the ${limit} bytes that are accepted.`,
  );
}

/** Deeper than any input of the schema is meant to be filled in; to read what is far deeper takes long. */
const mostLevels = 60;

/** @throws HttpRefusal 400 for what is not JSON in UTF-8, goes too deep, or can be read in two ways */
export function parseJson(body: Buffer): unknown {
  const text = orRefuse(() => new TextDecoder('utf-8', { fatal: true }).decode(body));
  if (isDeeperThan(mostLevels, text)) {
    throw new HttpRefusal(400, 'QUERY_TOO_COMPLEX', `The body goes deeper than ${mostLevels} levels.`);
  }
  const value = orRefuse((): unknown => JSON.parse(text));
  const repeated = findRepeatedKey(text);
  if (repeated === undefined) return value;
  throw new HttpRefusal(
    400,
    'BAD_USER_INPUT',
    `The body has the key "${repeated.slice(0, 100)}" twice in one object.`,
  );
}

function orRefuse<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw new HttpRefusal(400, 'BAD_USER_INPUT', 'The body is not JSON in UTF-8.');
  }
}
