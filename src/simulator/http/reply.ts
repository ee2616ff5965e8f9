/** An answer, complete but for compression and framing. */
export interface Reply {
  readonly status: number;
  /** Text, or its UTF-8. */
  readonly body: string | Buffer;
  /** Without it there is no `Content-Type` (204). */
  readonly type?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Who answers: the web server itself sends `Content-Length`, the application chunks and names its language. */
  readonly from: 'apache' | 'application';
}

export const EMPTY_TYPE = 'text/html; charset=utf-8';
export const JSON_TYPE = 'application/json';

/** How an answer varies: those that a view returns name Accept, those that it throws do not. */
const RETURNED = 'Accept,Cookie';
const THROWN = 'Cookie';

/** Apache compresses what is answered with 200 and has one of these types, and says so in Vary. */
function isCompressible(status: number, type: string | undefined): boolean {
  return status === 200 && (type === JSON_TYPE || type === EMPTY_TYPE);
}

function applicationReply(
  vary: string,
  status: number,
  body: string | Buffer,
  type: string | undefined,
  headers: Readonly<Record<string, string>>,
): Reply {
  const varied = isCompressible(status, type) && body.length > 0 ? `${vary},Accept-Encoding` : vary;
  return {
    status,
    body,
    ...(type !== undefined && { type }),
    headers: { Vary: varied, ...headers },
    from: 'application',
  };
}

/** An answer that a view of the API gives in the ordinary way. */
export function returned(
  status: number,
  body: string | Buffer = '',
  type: string | undefined = EMPTY_TYPE,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return applicationReply(RETURNED, status, body, type, headers);
}

/** An answer that ends a view before its time: refusals and errors. */
export function thrown(
  status: number,
  body: string | Buffer = '',
  type: string = EMPTY_TYPE,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return applicationReply(THROWN, status, body, type, headers);
}

/** 204 has neither body nor type. */
export function noContent(): Reply {
  return { status: 204, body: '', headers: { Vary: RETURNED }, from: 'application' };
}

/** The same answer with more headers. */
export function withHeaders(reply: Reply, headers: Readonly<Record<string, string>>): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

/** A page of the web application, as people see it in a browser. */
export function htmlPage(status: number, title: string, headers: Record<string, string>): Reply {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, body, type: EMPTY_TYPE, headers, from: 'application' };
}

/** Whether Apache would compress the answer for a client that asks for gzip. */
export function mayCompress(reply: Reply): boolean {
  return reply.from === 'application' && reply.body.length > 0 && isCompressible(reply.status, reply.type);
}
