import type { Database } from '../database/database.js';
import type { Random } from '../writing/random.js';

/**
 * Adds projects as a lab does that grows: a few more of each kind, `Training_2`, `Training_3` ..., one each time that the
 * lab doubles. Returns for each project those that its runs spread over.
 */
export function addProjects(database: Database, times: number): ReadonlyMap<unknown, readonly unknown[]> {
  const table = database.table('project');
  const originals = table.rows.toSorted((a, b) => Number(a['id']) - Number(b['id']));
  const names = new Set(originals.map((project) => project['name']));
  const spread = new Map<unknown, unknown[]>(originals.map(({ id }) => [id, [id]]));
  let key = Number(originals.at(-1)?.['id'] ?? 0);
  for (let more = 2; more < 2 + Math.floor(Math.log2(times)); more++) {
    for (const project of originals) {
      const name = freeName(`${String(project['name'])}_${more}`, names);
      table.add({ ...project, id: ++key, name });
      spread.get(project['id'])?.push(key);
    }
  }
  return spread;
}

function freeName(wanted: string, taken: Set<unknown>): string {
  let name = wanted;
  while (taken.has(name)) name += '_';
  taken.add(name);
  return name;
}

/** The projects of one family: all links to one project lead to the same one of its kind. */
export function chooseProjects(
  spread: ReadonlyMap<unknown, readonly unknown[]>,
  random: Random,
): (project: unknown) => unknown {
  const chosen = new Map<unknown, unknown>();
  return (project) => {
    if (!chosen.has(project)) {
      const kind = spread.get(project) ?? [project];
      chosen.set(project, kind[random.below(kind.length)]);
    }
    return chosen.get(project);
  };
}
