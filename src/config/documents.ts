import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { onOff } from './setting.js';

/** Operations that callers may name instead of sending them. */
export interface DocumentsConfig {
  /** Texts by the SHA-256 of each, 64 hexadecimal digits in lower case. */
  readonly known: ReadonlyMap<string, KnownDocument>;
  /** Nothing else is executed. */
  readonly only: boolean;
  /** Callers may bring in operations that they name afterwards (automatic persisted queries). */
  readonly automatic: boolean;
}

export interface KnownDocument {
  /** File or id, for who looks after them. */
  readonly name: string;
  readonly text: string;
}

export const documentVariables = {
  PERSISTED_DOCUMENTS: z.string().optional(),
  PERSISTED_DOCUMENTS_ONLY: onOff.default(false),
  AUTOMATIC_PERSISTED_QUERIES: onOff.default(false),
};

type DocumentVariables = z.output<z.ZodObject<typeof documentVariables>>;

export interface DocumentsRead {
  readonly documents: DocumentsConfig;
  readonly faults: readonly string[];
}

/** Never throws: what is wrong are the faults. */
export function readDocuments(read: DocumentVariables): DocumentsRead {
  const { PERSISTED_DOCUMENTS: path, PERSISTED_DOCUMENTS_ONLY: only } = read;
  const automatic = read.AUTOMATIC_PERSISTED_QUERIES;
  const found = path === undefined ? { known: new Map<string, KnownDocument>(), faults: [] } : readPath(path);
  const faults = found.faults.map((fault) => `PERSISTED_DOCUMENTS: ${fault}`);
  if (only && path === undefined) faults.push('PERSISTED_DOCUMENTS_ONLY: PERSISTED_DOCUMENTS is missing');
  if (only && automatic) {
    faults.push(
      'AUTOMATIC_PERSISTED_QUERIES: not together with PERSISTED_DOCUMENTS_ONLY, which takes no others',
    );
  }
  return { documents: { known: found.known, only, automatic }, faults };
}

interface Found {
  readonly known: ReadonlyMap<string, KnownDocument>;
  readonly faults: readonly string[];
}

function readPath(path: string): Found {
  try {
    const found = statSync(path).isDirectory() ? readFolder(path) : readManifest(readFileSync(path, 'utf8'));
    return found.known.size + found.faults.length > 0 ? found : { ...found, faults: ['holds no operation'] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { known: new Map(), faults: [`cannot be read: ${reason}`] };
  }
}

/** Clients differ in whether they count the line break at a file's end: either hash names its operation. */
function readFolder(path: string): Found {
  const names = readdirSync(path).filter((name) => /\.(graphql|gql)$/.test(name));
  const known = names.flatMap((name) => {
    const text = readFileSync(join(path, name), 'utf8');
    return [text, text.trim()].map((form) => [hashOf(form), { name, text: form }] as const);
  });
  return { known: new Map(known), faults: [] };
}

const texts = z.record(z.string(), z.string('must be the text of an operation'));
const listed = z.object({
  operations: z.array(z.object({ id: z.string('must be a text'), body: z.string('must be a text') })),
});

/** A JSON object of texts by id, or a list of operations with id and body as Apollo's tools write it. */
function readManifest(content: string): Found {
  const json: unknown = JSON.parse(content);
  const list = listed.safeParse(json);
  const map = texts.safeParse(json);
  if (!list.success && !map.success) {
    return {
      known: new Map(),
      faults: ['must be an object of operations by id, or have a list of operations, each with id and body'],
    };
  }
  const entries = list.data
    ? list.data.operations.map(({ id, body }) => [id, body] as const)
    : Object.entries(map.data ?? {});
  const faults = entries.flatMap(([id, text]) =>
    hashNamed(id) === hashOf(text) ? [] : [`${id}: is not the SHA-256 of its operation`],
  );
  return { known: new Map(entries.map(([id, text]) => [hashNamed(id), { name: id, text }])), faults };
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Ids may say how they were made. */
export const hashNamed = (id: string): string => id.replace(/^sha256:/, '').toLowerCase();
