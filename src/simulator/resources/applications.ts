import type { Database } from '../database/database.js';
import { textIn } from './fields.js';

/** Names of the visible application categories among a plan's `;`-separated tags, joined by ` | `. */
export function displayCategories(tags: string, database: Database): string {
  const values = database.table('common_cv');
  const shown = tags.split(';').flatMap((tag) =>
    values
      .find('value', tag)
      .filter((value) => value['cv_type'] === 'applicationCategory' && value['isVisible'] === true)
      .map((value) => textIn(value, 'displayedValue')),
  );
  return shown.join(' | ');
}
