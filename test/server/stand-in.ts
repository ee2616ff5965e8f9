import { makeExecutableSchema } from '@graphql-tools/schema';
import type { Config } from '../../src/config.js';
import { readConfig } from '../../src/config.js';
import type { Context, ContextRequest, Gateway, ServerReport } from '../../src/context.js';
import { openSeeing } from '../../src/seeing/seeing.js';
import { openLog } from '../../src/server/log.js';
import { watchOutputs } from '../support/outputs.js';
import { type RunningServer, serve, type ServerParts } from '../../src/server/start.js';

/** A server over a schema of its own: what is tested here is HTTP, whatever the graph behind it. */
export interface StandIn extends RunningServer {
  readonly origin: string;
  /** Scopes that were opened, one per operation that came to GraphQL. */
  readonly opened: ContextRequest[];
  /** Log lines, parsed. */
  readonly lines: Record<string, unknown>[];
  post(query: string, headers?: Record<string, string>): Promise<Response>;
  send(path: string, init?: RequestInit): Promise<Response>;
}

export const apiKey = { authorization: 'ApiKey someone:secret-of-someone' };

/** Lets a test hold an operation open: `wait` resolves when `release` was called. */
export interface Hold {
  readonly started: Promise<void>;
  release(): void;
}

let held: { started: () => void; release: () => void; wait: Promise<void> } | undefined;

export function holdOperations(): Hold {
  let release = (): void => undefined;
  const wait = new Promise<void>((resolve) => (release = resolve));
  const started = new Promise<void>((resolve) => (held = { started: resolve, release, wait }));
  return { started, release };
}

/** Lets go of what a failed test has left waiting. */
export function releaseOperations(): void {
  held?.release();
}

const typeDefs = `
  type Query { hello(name: String): String crash: String held: String deep: Query }
  type Mutation { touch: String }
`;

const resolvers = {
  Query: {
    hello: (_: unknown, { name }: { name?: string }, { upstream }: Context) => {
      upstream.requests += 1;
      upstream.bytes += 10;
      return `hello ${name ?? 'lab'}`;
    },
    crash: () => {
      throw new Error('wires of the gateway show here');
    },
    held: async () => {
      held?.started();
      await held?.wait;
      return 'released';
    },
    deep: () => ({}),
  },
  Mutation: { touch: () => 'touched' },
};

interface Options {
  readonly environment?: Record<string, string>;
  readonly config?: Partial<Config>;
  readonly check?: () => Promise<readonly ServerReport[]>;
  readonly parts?: Partial<ServerParts>;
  /** Takes secrets out of what is logged. */
  readonly redact?: (text: string) => string;
}

export async function startStandIn(options: Options = {}): Promise<StandIn> {
  const opened: ContextRequest[] = [];
  const lines: Record<string, unknown>[] = [];
  const config = {
    ...readConfig({ RUNDB_URL: 'http://torrent.invalid', PORT: '0', ...options.environment }),
    ...options.config,
  };
  const outputs = watchOutputs(config, JSON.stringify(options.parts?.presetHeaders));
  const write = (line: string) => {
    lines.push(JSON.parse(line) as Record<string, unknown>);
    outputs.search('log', line);
  };
  const log = openLog('info', { write }, options.redact);
  const schema = makeExecutableSchema({ typeDefs, resolvers });
  const gateway = standInGateway(opened, options.check);
  const server = await serve(config, {
    gateway,
    schema,
    log,
    seeing: await openSeeing(config.seeing),
    ...options.parts,
  });
  const { origin } = new URL(server.url);
  outputs.watchServer(server.url);
  const send = (path: string, init?: RequestInit) => fetch(origin + path, { redirect: 'manual', ...init });
  return {
    ...server,
    close: async () => {
      await server.close();
      outputs.check();
    },
    origin,
    opened,
    lines,
    send,
    post: (query, headers = apiKey) =>
      send('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      }),
  };
}

export const noCaches = {
  reach: () => Promise.resolve(),
  state: { kind: 'memory', isUp: true, entries: 0, bytes: 0 },
} as const;

function standInGateway(opened: ContextRequest[], check?: Options['check']): Gateway {
  return {
    open(request) {
      opened.push(request);
      const upstream = { requests: 0, bytes: 0 };
      const plannerOf = () => {
        throw new Error('nothing is planned here');
      };
      const servers = new Map();
      const { requestId } = request;
      return {
        requestId,
        servers,
        factsOf: () => undefined,
        plannerOf,
        leftOut: [],
        upstream,
        end: () => undefined,
        freshness: new Map(),
      };
    },
    check: check ?? (() => Promise.resolve([])),
    caches: noCaches,
    close: () => Promise.resolve(),
  };
}

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

export async function bodyOf(response: Response): Promise<Answer> {
  return (await response.json()) as Answer;
}

export async function codeOf(response: Response): Promise<unknown> {
  return (await bodyOf(response)).errors?.[0]?.extensions['code'];
}
