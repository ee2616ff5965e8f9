import { formatMarkdown } from '../format.js';
import { questionsOf } from './guide.js';
import type { Page } from './page.js';
import { anchorOf, fill } from './render.js';

/** In which order a reader meets the pages. */
const ORDER = ['runs', 'reports', 'results', 'plans', 'planning', 'reference-data', 'lists', 'errors'];

/** The page that lists the questions of all others. */
export function isIndex({ name }: Page): boolean {
  return name === 'README.md';
}

export function renderIndex(index: Page, pages: readonly Page[]): Promise<string> {
  const listed = pages
    .filter((page) => !isIndex(page))
    .toSorted((one, other) => placeOf(one) - placeOf(other));
  const lines = listed.map((page) => [`- [${page.title}](${page.name})`, ...linksOf(page)].join('\n'));
  const text = index.pieces.filter((piece) => typeof piece === 'string').join('');
  return formatMarkdown(fill(text, 'questions', lines.join('\n')));
}

/** Pages that are not in the order come last. */
function placeOf({ name }: Page): number {
  const place = ORDER.indexOf(name.replace(/\.md$/, ''));
  return place < 0 ? ORDER.length : place;
}

function linksOf(page: Page): readonly string[] {
  return questionsOf(page).map(({ title }) => `  - [${title}](${page.name}#${anchorOf(title)})`);
}
