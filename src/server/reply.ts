import type { ErrorCode } from '../errors.js';

/** An answer on its way out; `content-length` is added when it is written. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

const json = { 'content-type': 'application/json; charset=utf-8' };

export function jsonReply(status: number, value: unknown): Reply {
  return { status, headers: json, body: `${JSON.stringify(value)}\n` };
}

/** A request that ends before GraphQL sees it, told in GraphQL's error form. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';

  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export function methodNotAllowed(allow: string): HttpRefusal {
  return new HttpRefusal(405, 'BAD_USER_INPUT', `This address answers ${allow} only.`, { allow });
}

/** The refusal as an answer in GraphQL's error form. */
export function refusalReply(refusal: HttpRefusal, requestId: string): Reply {
  const { status, code, message, headers } = refusal;
  const reply = jsonReply(status, { errors: [{ message, extensions: { code, requestId } }] });
  return { ...reply, headers: { ...reply.headers, ...headers } };
}
