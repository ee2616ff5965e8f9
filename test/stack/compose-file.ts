import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

/** What of a service matters to who runs it as a plain process. */
export interface Service {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const file = z.object({
  services: z.record(
    z.string(),
    z.object({
      command: z.array(z.string()),
      environment: z.record(z.string(), z.string()).default({}),
    }),
  ),
});

/** The services of a compose file by name. `${NAME:-value}` takes what is given under that name. */
export async function readServices(
  path: string,
  given: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, Service>> {
  const { services } = file.parse(parse(await readFile(path, 'utf8'), { merge: true }));
  const filled = Object.entries(services).map(([name, { command, environment }]) => {
    const values = Object.entries(environment).map(([variable, text]) => [variable, fill(text, given)]);
    return [name, { name, command, environment: Object.fromEntries(values) }] as const;
  });
  return new Map(filled);
}

function fill(text: string, given: Readonly<Record<string, string>>): string {
  return text.replace(
    /\$\{(\w+):-([^}]*)\}/g,
    (_, name: string, otherwise: string) => given[name] ?? otherwise,
  );
}
