import { AbortError, ReadError, RequestError } from 'got';
import { RundbError, type RundbErrorKind, type RundbErrorPlace } from './error.js';

const lostConnection =
  /^(ECONN(RESET|REFUSED|ABORTED)|EPIPE|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ERR_STREAM_PREMATURE_CLOSE)$/;

/**
 * The RundbError for an exchange that brought no whole answer. The HTTP client's own error is not kept as its cause:
 * it holds the request's headers.
 */
export function failureOf(error: unknown, place: RundbErrorPlace, signal?: AbortSignal): unknown {
  if (error instanceof RundbError) return error;
  if (signal?.aborted) return afterAbort(signal.reason, place);
  if (!(error instanceof RequestError)) return error;
  const [kind, message] = describe(error);
  const isLostConnection = lostConnection.test(error.code);
  return new RundbError(kind, message, { ...place, status: error.response?.statusCode, isLostConnection });
}

/** A signal that a clock has aborted is a deadline; any other says that nobody waits any more. */
function afterAbort(reason: unknown, place: RundbErrorPlace): RundbError {
  if (typeof reason === 'object' && reason !== null && 'name' in reason && reason.name === 'TimeoutError') {
    return new RundbError('timeout', 'The Torrent Server did not answer within the time left.', place);
  }
  return new RundbError('cancelled', 'The request was cancelled before the Torrent Server answered.', place);
}

function describe(error: RequestError): [RundbErrorKind, string] {
  if (error instanceof AbortError) return ['cancelled', 'The request was cancelled.'];
  if (error instanceof ReadError) return ['badResponse', 'The answer of the Torrent Server broke off.'];
  return describeCode(error.code);
}

function describeCode(code: string): [RundbErrorKind, string] {
  // Of the operating system as of our own clocks.
  if (code === 'ETIMEDOUT') return ['timeout', 'The Torrent Server did not answer in time.'];
  if (code === 'ERR_INVALID_CHAR') return ['unauthenticated', 'These credentials cannot be sent.'];
  if (code.startsWith('HPE_')) return ['badResponse', 'What answers is no Torrent Server.'];
  if (code === 'ECONNREFUSED') return ['unavailable', 'The Torrent Server refuses connections.'];
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return ['unavailable', 'The name of the Torrent Server is not known to the network.'];
  }
  if (/CERT|SELF_SIGNED|ERR_TLS|UNABLE_TO/.test(code)) {
    return ['unavailable', 'The certificate of the Torrent Server is not trusted.'];
  }
  return ['unavailable', 'The connection to the Torrent Server failed.'];
}
