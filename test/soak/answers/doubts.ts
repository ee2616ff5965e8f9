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
