/**
 * A page of the guide: Markdown that people write, with questions in it. A question is a heading, an operation in a
 * block of `graphql`, its variables in a block of `json` where it has any, and then, between two comments, what was
 * measured: that part is written by `npm run docs`.
 */
export interface Page {
  /** Name of the file. */
  readonly name: string;
  readonly title: string;
  readonly pieces: readonly (string | Question)[];
}

export interface Question {
  /** The heading above it. */
  readonly title: string;
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly settings: Settings;
  /** The settings as they stand in the page. */
  readonly settingsText: string;
}

/** How a question is asked and shown; JSON in the comment in front of what was measured. */
export interface Settings {
  /** Entries of a list that the answer shows. */
  readonly lists?: number;
  /** One of the simulator's users; null sends no credentials. */
  readonly user?: string | null;
  /** The weather of the simulated server. */
  readonly weather?: 'maintenance';
  /** Which lab is asked: overlays of the usual one, a larger one, or two servers, east and west. */
  readonly lab?: { readonly overlays?: readonly string[]; readonly scale?: number; readonly several?: true };
  /** What the operation may ask of the server at most. */
  readonly most?: Budget;
  /** More requests than may be under way at a time: then rounds depend on which of them ends first. */
  readonly crowded?: true;
  /** That the answer holds errors is what the page shows. */
  readonly errors?: true;
  /** Whether servers of old releases are asked, too; `otherwise` where their chips and kits lead to other answers. */
  readonly old?: false | 'otherwise';
  /** Old releases that lack what the operation filters by. */
  readonly refusedBy?: readonly string[];
}

export interface Budget {
  readonly requests: number;
  readonly rounds?: number;
  /** Requests of lists that are read in parts, which count as one. */
  readonly once?: readonly string[];
}

const MEASURED = /<!-- measured ?(.*?) -->\n[\s\S]*?<!-- end -->/g;
const HEADING = /^#+ (.*)$/gm;
const OPERATION = /^```graphql\n([\s\S]*?)^```$/gm;
const VARIABLES = /^```json\n([\s\S]*?)^```$/m;

export function readPage(name: string, text: string): Page {
  const pieces: (string | Question)[] = [];
  let end = 0;
  for (const found of text.matchAll(MEASURED)) {
    pieces.push(text.slice(end, found.index));
    pieces.push(readQuestion(text.slice(0, found.index), found[1] ?? ''));
    end = found.index + found[0].length;
  }
  pieces.push(text.slice(end));
  return { name, title: lastOf(text, HEADING, 'first')?.[1] ?? name, pieces };
}

/** The question that ends the text. */
function readQuestion(text: string, settingsText: string): Question {
  const title = lastOf(text, HEADING)?.[1];
  const operation = lastOf(text, OPERATION);
  if (title === undefined || operation?.[1] === undefined)
    throw new Error(`no operation in front of what is measured: ${text.slice(-200)}`);
  const variables = VARIABLES.exec(text.slice(operation.index + operation[0].length))?.[1];
  return {
    title,
    operation: operation[1],
    variables: variables === undefined ? {} : JSON.parse(variables),
    settings: settingsText === '' ? {} : JSON.parse(settingsText),
    settingsText,
  };
}

function lastOf(
  text: string,
  pattern: RegExp,
  which: 'first' | 'last' = 'last',
): RegExpExecArray | undefined {
  const all = [...text.matchAll(pattern)];
  return which === 'first' ? all[0] : all.at(-1);
}
