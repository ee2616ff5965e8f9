/** A name as rundb keeps it next to the one that is shown: its words joined by underscores. */
export function joinWords(name: string): string {
  return name.trim().split(/\s+/).join('_');
}
