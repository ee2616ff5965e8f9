import type { Resource } from './resource.js';

/** The resources as one Torrent Server has them: those of an older release lack fields and filters. */
export interface Dialect {
  /** Release of the Torrent Suite, such as `3.6.2`. */
  readonly release: string;
  /** Whether the server has every resource as it is declared here. */
  readonly isDeclared: boolean;
  /** The resource as this server has it; undefined where it has none of the name. */
  adapt<R extends Resource>(resource: R): R | undefined;
}

/** The release that the resources are declared after. docs/rundb.md, "Versions" */
const declaredRelease = /^5\.18(\.|$)/;

/** The dialect of a release that is known by heart; undefined for others, whose servers have to be asked. */
export function knownDialect(release: string): Dialect | undefined {
  return declaredRelease.test(release)
    ? { release, isDeclared: true, adapt: (resource) => resource }
    : undefined;
}
