import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { beyondBudget } from './guide/budget.js';
import { answerPage, pathOf, readPages, renderPage, unexpectedErrors } from './guide/guide.js';
import { isIndex, renderIndex } from './guide/index-page.js';
import type { Page } from './guide/page.js';

/*
 * The guide says what is measured. A request that starts late because the machine is busy looks like one of a later
 * round, never of an earlier one: then the page is measured again with requests that take longer.
 */
const DELAYS = [40, 200, 800];

const pages = await readPages();
const textOf = (page: Page) => readFileSync(pathOf(page), 'utf8');
const measured = pages.filter((page) => !isIndex(page));

async function renewed(page: Page): Promise<string> {
  let text = '';
  for (const delay of DELAYS) {
    const answered = await answerPage(page, delay);
    expect(unexpectedErrors(answered)).toEqual([]);
    text = await renderPage(page, answered);
    if (text === textOf(page)) expect(beyondBudget(answered)).toEqual([]);
    if (text === textOf(page)) break;
  }
  return text;
}

describe('the guide, renewed by npm run docs,', () => {
  it.each(measured.map((page) => [page.name, page] as const))(
    '%s holds what the gateway answers, and what that asks of the server',
    async (_name, page) => {
      expect(await renewed(page)).toBe(textOf(page));
    },
    60_000,
  );

  it('lists all its questions', async () => {
    const index = pages.find(isIndex);
    if (!index) throw new Error('no index');
    expect(await renderIndex(index, pages)).toBe(textOf(index));
    expect(
      measured.flatMap(({ pieces }) => pieces.filter((piece) => typeof piece !== 'string')).length,
    ).toBeGreaterThan(40);
  });
});
