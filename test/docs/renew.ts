import { writeFile } from 'node:fs/promises';
import { beyondBudget } from './guide/budget.js';
import { answerPage, pathOf, readPages, renderPage, unexpectedErrors } from './guide/guide.js';
import { isIndex, renderIndex } from './guide/index-page.js';
import type { Page } from './guide/page.js';
import { renderReference } from './schema/reference.js';

/** Milliseconds of each request: slow enough for the rounds to be told apart on a busy machine. */
const DELAY = 150;

const pages = await readPages();

async function renew(page: Page): Promise<string> {
  if (isIndex(page)) return renderIndex(page, pages);
  const answered = await answerPage(page, DELAY);
  for (const fault of [...unexpectedErrors(answered), ...beyondBudget(answered)]) {
    process.stderr.write(`${page.name}: ${fault}\n`);
    process.exitCode = 1;
  }
  return renderPage(page, answered);
}

for (const page of pages) await writeFile(pathOf(page), await renew(page));
for (const [path, text] of await renderReference()) await writeFile(path, text);
