/** What a Torrent Server can do to its callers besides answering rightly and at once. All of it is plain JSON. */
export interface Weather {
  /** Start of the chances and of the delays between two numbers; the simulator's own unless given. */
  readonly seed?: number;
  /** Requests in service at once, as of mod_wsgi's processes; the others wait in the order of their arrival. */
  readonly atOnce?: number;
  /** Of every request whose rule names none of its own. */
  readonly delay?: Delay;
  /** Asked in order: the first rule that takes a request decides what becomes of it. */
  readonly rules?: readonly WeatherRule[];
}

/** Which requests, how often, and what becomes of them: a delay, at most one fault, or both. */
export interface WeatherRule extends Fit, Fault {
  readonly delay?: Delay;
}

/** Which requests a rule takes. Without any of these it takes all. */
export interface Fit {
  readonly method?: string | readonly string[];
  /** Start of the path as sent. Without a leading slash it is below `/rundb/api/v1/`. */
  readonly path?: string;
  /** A regular expression, sought in path and query as sent. */
  readonly pattern?: string;
  /** Leaves the first N that fit to the rules that follow. */
  readonly skip?: number;
  /** Takes each Nth that fits: the Nth, the 2Nth and so on. */
  readonly every?: number;
  /** Takes one that fits with this chance, between 0 and 1. */
  readonly probability?: number;
  /** Takes N requests, and then none any more. */
  readonly next?: number;
}

/** One of `answer`, `cut`, `hang`, `body` and `slow`. */
export interface Fault {
  /** A page of the web server instead of the answer. */
  readonly answer?: PageName;
  /**
   * Closes the connection: `before` the work, with nothing stored; in the `middle` of the answer; or `after` the work,
   * with everything stored and nothing answered.
   */
  readonly cut?: 'before' | 'middle' | 'after';
  /** Answers nothing until the weather changes. */
  readonly hang?: true;
  /** With `answer` and `hang`: the work is done first, so that what was sent is stored. */
  readonly done?: boolean;
  /** Spoils the body: half of it, no JSON, JSON of another shape, or another text. The work is done. */
  readonly body?: Spoiling;
  /** Sends the body in so many pieces, with a pause (in ms) before each but the first. The work is done. */
  readonly slow?: { readonly pieces: number; readonly pause: number };
}

export type PageName = 500 | 502 | 503 | 504 | 'maintenance' | 'login';
export type Spoiling = 'truncated' | 'garbled' | 'wrong' | { readonly text: string };

/** Milliseconds; or what the work costs a server; or `real`, the costs measured on a real one. */
export type Delay = Stretch | Cost | 'real';

/** Milliseconds: always the same, or by chance between two numbers. */
export type Stretch = number | { readonly from: number; readonly to: number };

/** The part of a request is waited for before the work, that of the rows after it. */
export interface Cost {
  readonly perRequest?: Stretch;
  /** Milliseconds by resource; `*` stands for those that are not named. */
  readonly perRow?: Readonly<Record<string, number>>;
}

/** `real` and `maintenance` are weathers that come along. */
export type WeatherName = 'real' | 'maintenance';

/** A description of weather that cannot be meant; the message says where and why. */
export class WeatherError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WeatherError';
  }
}
