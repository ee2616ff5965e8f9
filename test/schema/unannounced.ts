import { findBreakingChanges, type GraphQLSchema } from 'graphql';

/**
 * Changes that break clients of the older schema and that the changelog does not announce: each is to be named by its
 * coordinate (`Report.status`) below a heading "Breaking" of what has come since that version.
 */
export function unannounced(
  older: GraphQLSchema,
  newer: GraphQLSchema,
  changelog: string,
  version: string,
): string[] {
  const announced = breakingLines(sinceVersion(changelog, version));
  return findBreakingChanges(older, newer)
    .map(({ description }) => description)
    .filter((description) => !announced.some((line) => names(line, coordinateOf(description))));
}

/** The version that the changelog was last headed with; undefined before the first. */
export function lastVersion(changelog: string): string | undefined {
  return /^## \[?(\d+\.\d+\.\d+)/m.exec(changelog)?.[1];
}

function sinceVersion(changelog: string, version: string): string {
  const heading = changelog.search(new RegExp(`^## \\[?${version.replaceAll('.', '\\.')}`, 'm'));
  return heading < 0 ? changelog : changelog.slice(0, heading);
}

/** List items below each heading "Breaking". */
function breakingLines(changelog: string): string[] {
  const sections = changelog.split(/^### /m).filter((section) => section.startsWith('Breaking'));
  return sections.flatMap((section) => section.split(/^## /m)[0]?.split(/^- /m).slice(1) ?? []);
}

const names = (line: string, coordinate: string) => line.includes(`\`${coordinate}\``);

/** Where graphql-js's sentences tell the coordinate, most special first. */
const coordinates: readonly (readonly [pattern: RegExp, coordinate: string])[] = [
  [/^(\w+) was removed from \w+ type (\w+)/, '$2.$1'],
  [/^A required field (\w+) on input type (\w+)/, '$2.$1'],
  [/^A required arg (\w+) on ([\w.]+)/, '$2($1:)'],
  [/^([\w.]+) arg (\w+)/, '$1($2:)'],
  [/^([\w.]+)/, '$1'],
];

function coordinateOf(description: string): string {
  for (const [pattern, coordinate] of coordinates) {
    const [found] = pattern.exec(description) ?? [];
    if (found !== undefined) return found.replace(pattern, coordinate);
  }
  throw new Error(`where is this: ${description}`);
}
