import { isBlankName } from '../rundb/values.js';

/** A field that names something else is null where rundb names nothing, in whichever of its forms. */
export function nameOrNull(name: string | null | undefined): string | null {
  return name === null || name === undefined || isBlankName(name) ? null : name;
}
