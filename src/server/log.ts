import { type DestinationStream, pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from '../config.js';
import { redact } from './redact.js';

/** One GraphQL request, as it is logged. Credentials, variables and the operation's text are never among it. */
export interface OperationLine {
  readonly requestId: string;
  /** Of its trace, where traces are sent. */
  readonly traceId?: string;
  /** Whose token of the gateway it was. */
  readonly caller?: string;
  readonly operationName?: string;
  /** SHA-256 of the operation's text. */
  readonly operationHash?: string;
  readonly operationType?: string;
  /** Its name in the configuration, where it is one of the known operations. */
  readonly document?: string;
  /** HTTP status; absent when the caller left before the answer. */
  readonly status?: number;
  /** Codes of the errors in the answer. */
  readonly codes: readonly string[];
  readonly ms: number;
  /** What the operation asked of the Torrent Servers. */
  readonly upstreamRequests: number;
  readonly upstreamBytes: number;
}

/** The process's log: one JSON object a line. */
export interface Log {
  operation(line: OperationLine): void;
  /** A fault of the gateway itself, with its stack. */
  fault(requestId: string | undefined, error: unknown): void;
  say(message: string, details?: Readonly<Record<string, string | number>>): void;
  /** For Apollo Server's own few messages. */
  readonly apollo: Readonly<Record<'debug' | 'info' | 'warn' | 'error', (message?: unknown) => void>>;
}

/**
 * @param destination standard output unless a test wants the lines for itself
 * @param clean takes the secrets out of a text that was not written for the log
 */
export function openLog(level: LogLevel, destination?: DestinationStream, clean = redact): Log {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const logger = destination ? pino(options, destination) : pino(options);
  return {
    operation: (line) => logger.info(line, 'operation'),
    fault: (requestId, error) =>
      logger.error({ requestId, error: describeFault(error, clean) }, 'internal error'),
    say: (message, details = {}) => logger.info(cleaned(details, clean), message),
    apollo: {
      debug: (message) => logger.debug(clean(String(message))),
      info: (message) => logger.info(clean(String(message))),
      warn: (message) => logger.warn(clean(String(message))),
      error: (message) => logger.error(clean(String(message))),
    },
  };
}

type Clean = (text: string) => string;

/** Only name, message and stack: other properties of an error may hold requests with their credentials. */
function describeFault(error: unknown, clean: Clean): Readonly<Record<string, string | undefined>> {
  if (!(error instanceof Error)) return { message: clean(String(error)) };
  const { name, message, stack } = error;
  return { type: name, message: clean(message), stack: stack && clean(stack) };
}

function cleaned(details: Readonly<Record<string, string | number>>, clean: Clean) {
  const entries = Object.entries(details);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? clean(value) : value]),
  );
}
