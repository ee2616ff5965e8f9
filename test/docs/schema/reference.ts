import { readdir, readFile } from 'node:fs/promises';
import { buildSchema, type GraphQLNamedType, type GraphQLSchema, parse } from 'graphql';
import { formatMarkdown } from '../format.js';
import { pageOf, PAGES } from './pages.js';
import { printType } from './print-type.js';

const SOURCES = 'schema';
const FOLDER = 'docs/schema';

/** A page of the reference as it is to be, by its path. */
export type Reference = ReadonlyMap<string, string>;

interface Placed {
  readonly page: string;
  readonly type: GraphQLNamedType;
}

/** The reference of all types, grouped by what they are about. */
export async function renderReference(): Promise<Reference> {
  const files = (await readdir(SOURCES)).filter((name) => name.endsWith('.graphql')).sort();
  const texts = await Promise.all(files.map((name) => readFile(`${SOURCES}/${name}`, 'utf8')));
  const schema = buildSchema(texts.join('\n'));
  const placed = files.flatMap((name, place) => typesOf(schema, texts[place] ?? '', pageOf(name)));
  const addresses = new Map(
    placed.map(({ page, type }) => [type.name, `${page}.md#${type.name.toLowerCase()}`]),
  );
  const pages = new Map([['README.md', printIndex(placed, addresses)]]);
  for (const [page, title] of Object.entries(PAGES))
    pages.set(`${page}.md`, printPage(title, page, placed, addresses));
  const formatted = [...pages].map(
    async ([name, text]) => [`${FOLDER}/${name}`, await formatMarkdown(text)] as const,
  );
  return new Map(await Promise.all(formatted));
}

/** The types that a file describes, in its order. */
function typesOf(schema: GraphQLSchema, text: string, page: string): readonly Placed[] {
  return parse(text).definitions.flatMap((definition) => {
    const type = 'name' in definition && definition.name ? schema.getType(definition.name.value) : undefined;
    return type ? [{ page, type }] : [];
  });
}

function printPage(
  title: string,
  page: string,
  placed: readonly Placed[],
  addresses: ReadonlyMap<string, string>,
) {
  const types = placed.filter((each) => each.page === page);
  return [`# ${title}`, ...types.map(({ type }) => printType(type, addresses))].join('\n\n');
}

function printIndex(placed: readonly Placed[], addresses: ReadonlyMap<string, string>): string {
  const names = placed.map(({ type }) => type.name).sort();
  return [
    '# Reference of the schema',
    'Every type with its fields, arguments and values, written by `npm run docs` from the files of `schema/`. What to ask with them: [the guide](../guide/README.md).',
    Object.entries(PAGES)
      .map(([page, title]) => `- [${title}](${page}.md)`)
      .join('\n'),
    '## All types',
    names.map((name) => `[${name}](${addresses.get(name) ?? ''})`).join(',\n'),
  ].join('\n\n');
}
