import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { objectIn, textIn } from '../resources/fields.js';

/** The server's path of an uploaded file of this name for a reference, when there is one. */
export function resolveBed(database: Database, asked: string, reference: string): string | undefined {
  const name = nameOf(asked);
  const found = database
    .table('content')
    .rows.find(
      (row) =>
        nameOf(textIn(row, 'path')) === name &&
        textIn(row, 'path').includes('/unmerged/detail/') &&
        objectIn(row, 'meta')['reference'] === reference,
    );
  return found === undefined ? undefined : textIn(found, 'file');
}

/** Whether a file was uploaded: by its path, its path on the server, or its name alone. */
export function isUploaded(database: Database, asked: string, type?: string): boolean {
  return database.table('content').rows.some((row) => isFile(row, asked) && isOfType(row, type));
}

function isFile(row: Row, asked: string): boolean {
  const path = textIn(row, 'path');
  return path === asked || textIn(row, 'file') === asked || nameOf(path) === asked;
}

function isOfType(row: Row, type: string | undefined): boolean {
  return type === undefined || row['type'] === type;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
