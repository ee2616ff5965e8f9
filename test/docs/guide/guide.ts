import { readdir, readFile } from 'node:fs/promises';
import { formatMarkdown } from '../format.js';
import { budgetTable } from './budget.js';
import { type GuideLab, type Measured, startLab } from './lab.js';
import { type Page, type Question, readPage } from './page.js';
import { fill, renderMeasured } from './render.js';

/** From the project's folder, in which npm runs its scripts. */
const FOLDER = 'docs/guide';

export interface Answered {
  readonly question: Question;
  readonly measured: Measured;
}

export async function readPages(): Promise<readonly Page[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.md')).sort();
  return Promise.all(names.map(async (name) => readPage(name, await readFile(`${FOLDER}/${name}`, 'utf8'))));
}

export function pathOf({ name }: Page): string {
  return `${FOLDER}/${name}`;
}

export function questionsOf({ pieces }: Page): readonly Question[] {
  return pieces.filter((piece) => typeof piece !== 'string');
}

/**
 * Asks the questions of a page, one after the other, of labs that nobody has asked or changed before; each request
 * takes `delay` milliseconds.
 */
export async function answerPage(page: Page, delay: number): Promise<readonly Answered[]> {
  const labs = new Map<string, GuideLab>();
  const answered: Answered[] = [];
  try {
    for (const question of questionsOf(page)) {
      const key = JSON.stringify(question.settings.lab ?? {});
      const lab = labs.get(key) ?? (await startLab(question.settings.lab));
      labs.set(key, lab);
      answered.push({ question, measured: await lab.ask(question, delay) });
    }
  } finally {
    for (const lab of labs.values()) await lab.close();
  }
  return answered;
}

/** Answers with errors where the page shows none, or the other way round. */
export function unexpectedErrors(answered: readonly Answered[]): readonly string[] {
  return answered.flatMap(({ question: { title, settings }, measured: { body } }) => {
    const isExpected = (body.errors === undefined) === (settings.errors === undefined);
    return isExpected ? [] : [`${title}: ${JSON.stringify(body.errors ?? 'no errors')}`];
  });
}

/** The page with what was measured in the place of what it says. */
export function renderPage(page: Page, answered: readonly Answered[]): Promise<string> {
  const measured = new Map(answered.map((each) => [each.question, each.measured]));
  const pieces = page.pieces.map((piece) => {
    if (typeof piece === 'string') return piece;
    const found = measured.get(piece);
    if (!found) throw new Error(`not measured: ${piece.title}`);
    return renderMeasured(piece, found);
  });
  return formatMarkdown(fill(pieces.join(''), 'budget', budgetTable(answered)));
}
