import { type DestinationStream, pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from '../config.js';

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

/** @param destination standard output unless a test wants the lines for itself */
export function openLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const logger = destination ? pino(options, destination) : pino(options);
  return {
    operation: (line) => logger.info(line, 'operation'),
    fault: (requestId, error) => logger.error({ requestId, error: describeFault(error) }, 'internal error'),
    say: (message, details = {}) => logger.info(details, message),
    apollo: {
      debug: (message) => logger.debug(String(message)),
      info: (message) => logger.info(String(message)),
      warn: (message) => logger.warn(String(message)),
      error: (message) => logger.error(String(message)),
    },
  };
}

/** Only name, message and stack: other properties of an error may hold requests with their credentials. */
function describeFault(error: unknown): Readonly<Record<string, string | undefined>> {
  if (!(error instanceof Error)) return { message: String(error) };
  return { type: error.name, message: error.message, stack: error.stack };
}
