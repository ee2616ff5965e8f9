import { z } from 'zod';
import { ADMIN_KEY } from '../../support/ask.js';

/** A question to the gateways, and the data of the only right answer. */
export interface Question {
  readonly query: string;
  readonly data: string;
}

export type Outcome =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly text: string }
  /** No data, and an error that says why. */
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'cut'; readonly why: string };

/** Rows of a page: small, so that pages differ and most of them are in no cache. */
const PAGE = 3;

const lists = {
  experiments: 'rundbId displayName reports { name status }',
  reports: 'rundbId name status libMetrics { totalNumReads }',
  kits: 'rundbId name description',
} as const;

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).optional(),
});
const list = z.object({ nodes: z.array(z.unknown()) });

/** Pages of several lists, with what they hold by the whole lists that a gateway reads in one go. */
export async function makeQuestions(url: string): Promise<Question[]> {
  const made: Question[] = [];
  for (const [name, fields] of Object.entries(lists)) {
    const { text } = await send(url, `{ ${name}(first: 1000) { nodes { ${fields} } } }`);
    const { nodes } = list.parse(answer.parse(JSON.parse(text)).data?.[name]);
    for (let offset = 0; offset + PAGE <= nodes.length; offset += 1) {
      const page = { [name]: { nodes: nodes.slice(offset, offset + PAGE) } };
      const query = `{ ${name}(first: ${PAGE}, offset: ${offset}) { nodes { ${fields} } } }`;
      made.push({ query, data: JSON.stringify(page) });
    }
  }
  return made;
}

export async function askQuestion(url: string, question: Question): Promise<Outcome> {
  try {
    const { status, text } = await send(url, question.query);
    return judge(question, status, text);
  } catch (error) {
    return { kind: 'cut', why: String(error) };
  }
}

async function send(url: string, query: string): Promise<{ status: number; text: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: ADMIN_KEY },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, text: await response.text() };
}

function judge({ data }: Question, status: number, text: string): Outcome {
  const read = answer.safeParse(text.startsWith('{') ? JSON.parse(text) : undefined);
  if (!read.success) return { kind: 'wrong', text };
  const [error] = read.data.errors ?? [];
  if (error && !read.data.data && status !== 200) return { kind: 'failed', code: error.extensions.code };
  return status === 200 && !error && JSON.stringify(read.data.data) === data
    ? { kind: 'right' }
    : { kind: 'wrong', text };
}
