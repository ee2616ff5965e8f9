import { readdir, readFile } from 'node:fs/promises';

/** A ready operation. */
export interface Example {
  /** Name of its file, without ending. */
  readonly name: string;
  readonly query: string;
  /** JSON text of its variables, from the `.json` file beside it. */
  readonly variables?: string;
}

/** Numbers in names count as numbers: 10 comes after 9. */
const byName = new Intl.Collator('en', { numeric: true });

/** Reads a folder's operations, ordered by name; none where there is no such folder. */
export async function readExamples(directory: URL): Promise<readonly Example[]> {
  const names = await readdir(directory).catch(() => []);
  const operations = names.filter((name) => name.endsWith('.graphql')).sort(byName.compare);
  return Promise.all(operations.map((name) => readExample(name.replace(/\.graphql$/, ''), directory, names)));
}

async function readExample(name: string, directory: URL, names: readonly string[]): Promise<Example> {
  const read = (file: string) => readFile(new URL(file, directory), 'utf8');
  const query = await read(`${name}.graphql`);
  return names.includes(`${name}.json`)
    ? { name, query, variables: await read(`${name}.json`) }
    : { name, query };
}
