export interface SoakOptions {
  readonly seed: number;
  /** How many cases are tried. */
  readonly size: number;
}

export interface SoakResult {
  /** What was counted, by what it is called. */
  readonly counts: Readonly<Record<string, number>>;
  /** One text for each case that did not hold, enough to try it again. Empty when the bar is met. */
  readonly failures: readonly string[];
}

/** A long run of made-up cases, of which `npm test` tries the first few. */
export interface Soak {
  /** What it tries and what must hold, for the report. */
  readonly about: string;
  /** The size of a full run. */
  readonly size: number;
  run(options: SoakOptions): Promise<SoakResult>;
}
