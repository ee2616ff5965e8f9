/** A request line holds some 8,190 bytes; what is longer than this may not fit into one. */
const MOST_BYTES = 4500;

/**
 * Whether values are so long that a request for them may be refused. Ids are no reason, they can be asked in parts.
 */
export function isLong({ filter, ...others }: Readonly<Record<string, unknown>>): boolean {
  const { id: _, ...columns } =
    typeof filter === 'object' && filter !== null && 'id' in filter ? filter : { id: 0, filter };
  return encodeURIComponent(JSON.stringify([columns, others])).length > MOST_BYTES;
}

const TO_MANY: ReadonlySet<string> = new Set(
  (
    'analysisSettings applicationGroups experiments items jobs plans projects reports runTypes sampleSets samples ' +
    'setItems libMetrics analysisMetrics qualityMetrics'
  ).split(' '),
);

/**
 * Whether a filter goes through one relation to many behind another. rundb gives a row once for each pair of matches,
 * and such a list is read whole to be counted: its requests grow with the pairs.
 */
export function multiplies(filter: unknown, passed = 0): boolean {
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) return false;
  return Object.entries(filter).some(([name, part]) => {
    const count = passed + Number(TO_MANY.has(name));
    return count > 1 || multiplies(part, count);
  });
}
