import type { Database } from '../database/database.js';
import type { FieldDeclaration } from '../resources/declaration.js';

export const RELEASE_NAMES = ['5.18', '4.0', '3.6'] as const;
export type ReleaseName = (typeof RELEASE_NAMES)[number];

/** How a resource of another release differs from that of 5.18. */
export interface Shape {
  /** Fields that it does not have: they are not printed, filters by them are ignored, orders refused. */
  readonly without?: ReadonlySet<string>;
  /** Keys that its finished objects lack. */
  readonly unprinted?: ReadonlySet<string>;
  /** Fields that 5.18 lacks or prints otherwise. */
  readonly fields?: Readonly<Record<string, FieldDeclaration>>;
  /** It knows no parameters beside its fields. */
  readonly isPlain?: true;
}

/** A release of the Torrent Suite, told by what differs from 5.18. docs/rundb.md, "Versions" */
export interface Release {
  /** As the server tells it. */
  readonly version: string;
  /** Whether anybody may ask for the version; else only those who are logged in. */
  readonly tellsVersion: boolean;
  readonly hasMesh: boolean;
  /** Resources that it does not have. */
  readonly missing: ReadonlySet<string>;
  readonly shapes: Readonly<Record<string, Shape>>;
  /** Makes the rows of a lab what they would be on this release. */
  prepare(database: Database): void;
}
