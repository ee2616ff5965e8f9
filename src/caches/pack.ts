import type { Page } from '../rundb/client.js';
import { isObject } from '../rundb/envelope.js';
import { RundbError } from '../rundb/error.js';
import type { Fields, Resource, WireRow } from '../rundb/resource.js';
import { LostRow } from '../rundb/row-fault.js';

/** Characters of one answer that is kept; more of what an administrator installs, as everybody needs it. */
export const longestAnswer = 2 ** 20;
export const longestList = 2 ** 23;

/** How answers of one kind become texts; undefined for what is too long to be kept. */
export interface Packing<T> {
  pack(value: T): string | undefined;
  unpack(text: string): T;
}

/** Texts that were packed here come back as what they were. */
const parse = <T>(text: string) => JSON.parse(text) as T;

export function packRow<R extends Resource>({ fields }: R): Packing<WireRow<R>> {
  return {
    pack: (row) => shorter(JSON.stringify(declaredOf(row, fields)), longestAnswer),
    unpack: parse,
  };
}

export function packRows<R extends Resource>({ fields }: R): Packing<readonly WireRow<R>[]> {
  return {
    pack(rows) {
      const texts = textsOf(rows, fields, longestAnswer);
      return texts && `[${texts.join(',')}]`;
    },
    unpack: parse,
  };
}

export const plain = <T>(longest = longestAnswer): Packing<T> => ({
  pack: (value) => shorter(JSON.stringify(value), longest),
  unpack: parse,
});

interface Fault {
  readonly kind: RundbError['kind'];
  readonly message: string;
  readonly place: ConstructorParameters<typeof RundbError>[2];
}

interface PackedPage {
  readonly totalCount: number;
  readonly rows: readonly object[];
  /** What stands for a row that rundb fails to print, by its place. */
  readonly lost: readonly (readonly [place: number, fault: Fault])[];
}

/** A page, with what stands in it for rows that rundb fails to print. */
export function packPage<R extends Resource, Row extends WireRow<R> | LostRow>(
  { fields }: R,
  longest: number,
): Packing<Page<Row>> {
  return {
    pack({ rows, totalCount }) {
      const texts = textsOf(rows, fields, longest);
      const lost = rows.flatMap((row, place) => (row instanceof LostRow ? [[place, faultOf(row)]] : []));
      return (
        texts && `{"totalCount":${totalCount},"lost":${JSON.stringify(lost)},"rows":[${texts.join(',')}]}`
      );
    },
    unpack(text) {
      const { totalCount, rows, lost } = parse<PackedPage>(text);
      const faults = new Map(lost);
      const unpacked = rows.map((row, place) => {
        const fault = faults.get(place);
        return fault ? new LostRow(new RundbError(fault.kind, fault.message, fault.place)) : row;
      });
      // In its place stands what stood there when the page was packed.
      return { totalCount, rows: unpacked as unknown as readonly Row[] };
    },
  };
}

function faultOf({ fault }: LostRow): Fault {
  const { kind, message, resource, server, status, mayBeOfRow } = fault;
  return { kind, message, place: { resource, server, status, mayBeOfRow } };
}

function textsOf(rows: readonly object[], fields: Fields, longest: number): string[] | undefined {
  const texts: string[] = [];
  let length = 0;
  for (const row of rows) {
    const text = row instanceof LostRow ? '{}' : JSON.stringify(declaredOf(row, fields));
    length += text.length;
    if (length > longest) return undefined;
    texts.push(text);
  }
  return texts;
}

const shorter = (text: string, longest: number) => (text.length > longest ? undefined : text);

/** Of a row only what is declared, so that nothing is kept that nobody reads: rundb prints secrets among it. */
function declaredOf(row: object, fields: Fields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    const field = fields[name];
    if (field) kept[name] = valueOf(value, field, name);
    else if (name === 'resource_uri') kept[name] = value;
  }
  return kept;
}

function valueOf(value: unknown, { kind, fields }: Fields[string], name: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (kind === 'embedded' && fields)
    return Array.isArray(value) ? value.map((one) => innerOf(one, fields)) : innerOf(value, fields);
  // Old servers print the whole other row in the place of its link. docs/rundb.md, "Versions"
  const holdsSecrets = kind === 'one' || kind === 'many' || name === 'selectedPlugins';
  return holdsSecrets ? withoutSecrets(value) : value;
}

const innerOf = (value: unknown, fields: Fields) => (isObject(value) ? declaredOf(value, fields) : value);

/** Names of what rundb prints to everyone and should not. docs/rundb.md, "Other resources" */
const secrets: ReadonlySet<string> = new Set([
  'api_key',
  'apikey',
  'apikey_local',
  'apikey_remote',
  'config',
  'email',
  'ftppassword',
  'ftpusername',
  'userInput',
  'userinputfields',
]);

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => !secrets.has(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutSecrets(inner)]));
}
