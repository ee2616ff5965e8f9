/** A JSON list of rundb's as texts; null where it is none. */
export function textsOf(list: unknown): string[] | null {
  return Array.isArray(list) ? list.map(String) : null;
}
