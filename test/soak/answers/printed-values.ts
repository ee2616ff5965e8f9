import type { LabRow } from './lab-data.js';

/** What the graph makes of a printed value of rundb's, by the scalar that shows it. */
export function showAs(scalar: string, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  switch (scalar) {
    case 'Int':
    case 'SafeInt':
      return Math.round(Number(value));
    case 'Float':
      return Number(value);
    case 'Boolean':
      return typeof value === 'boolean' ? value : value === 'True';
    case 'DateTime':
      return showInstant(String(value));
    default:
      return value;
  }
}

/** The digits behind the point are a number of milliseconds; a date alone is its midnight. */
function showInstant(text: string): string {
  const [, day = '', time = '00:00:00', fraction = '0'] =
    /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.(\d+))?\+00:00)?$/.exec(text) ?? [];
  if (day === '') throw new Error(`no time: ${text}`);
  return `${day}T${time}.${String(Number(fraction)).padStart(3, '0')}Z`;
}

/** A printed field of a row; undefined where it has none. */
export function printed(row: LabRow, name: string): unknown {
  return row.printed?.[name];
}

/** A name of something else: null where rundb names nothing, in whichever of its words. */
export function nameIn(value: unknown): string | null {
  return typeof value === 'string' && !['', 'none', 'None'].includes(value) ? value : null;
}

/** The number at the end of a link, or the name where it is that of a rig or publisher. */
export function keyIn(link: unknown): number | string | undefined {
  const uri = typeof link === 'object' && link !== null && 'resource_uri' in link ? link.resource_uri : link;
  if (typeof uri !== 'string') return undefined;
  const [, resource = '', key = ''] = /\/([A-Za-z_]+)\/([^/]+)\/$/.exec(uri) ?? [];
  if (key === '') return undefined;
  return resource === 'rig' || resource === 'publisher' ? decodeURIComponent(key) : Number(key);
}

export function keysIn(links: unknown): readonly (number | string)[] {
  return Array.isArray(links) ? links.flatMap((link) => keyIn(link) ?? []) : [];
}
