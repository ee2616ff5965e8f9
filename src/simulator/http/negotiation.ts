import { printAnswer } from '../values/print-answer.js';
import { printJson } from '../values/print-json.js';
import { acceptedFormat, type Format, JSONP_TYPE } from './accept.js';
import { lastValue } from './query-string.js';
import { JSON_TYPE, type Reply, returned, thrown } from './reply.js';
import type { SimulatorRequest } from './request.js';

function negotiate(request: SimulatorRequest): Format | undefined {
  const { parameters, headers } = request;
  const asked = lastValue(parameters, 'format');
  if (asked === 'json') return JSON_TYPE;
  if (asked === 'jsonp' || lastValue(parameters, 'callback') !== undefined) return JSONP_TYPE;
  const accept = headers.accept ?? '*/*';
  return accept === '*/*' || accept === JSON_TYPE ? JSON_TYPE : acceptedFormat(accept);
}

const IDENTIFIER = /^[\p{L}$_][\p{L}\p{N}$_]*$/u;
const RESERVED = new Set(
  'break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
);

function isCallbackName(name: string): boolean {
  return name.split('.').every((part) => IDENTIFIER.test(part) && !RESERVED.has(part));
}

function wrap(json: string, callback: string): string {
  return `${callback}(${json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')})`;
}

/** The answer that holds a value, in the format asked; 400 when the request asks for what cannot be written. */
export function replyWithValue(
  request: SimulatorRequest,
  value: unknown,
  headers: Readonly<Record<string, string>>,
): Reply {
  const format = negotiate(request);
  if (format === undefined) return replyWithError(request, 400, { error: 'Invalid Accept header' });
  if (format === JSON_TYPE) return returned(200, printAnswer(value), JSON_TYPE, headers);
  const callback = lastValue(request.parameters, 'callback') ?? 'callback';
  if (!isCallbackName(callback)) {
    return replyWithError(request, 400, { error: 'JSONP callback name is invalid.' });
  }
  return returned(200, wrap(printJson(value), callback), JSONP_TYPE, headers);
}

/** An error body. It is JSON whatever is asked, but for `format=jsonp` without a callback. */
export function replyWithError(request: SimulatorRequest, status: number, body: object): Reply {
  const isJson = lastValue(request.parameters, 'callback') !== undefined || negotiate(request) !== JSONP_TYPE;
  return isJson
    ? thrown(status, printJson(body), JSON_TYPE)
    : thrown(status, wrap(printJson(body), 'callback'), JSONP_TYPE);
}
