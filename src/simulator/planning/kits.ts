import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { textIn } from '../resources/fields.js';

/** The keys that name kits, and the kinds of kits that each may name. */
export const KIT_KEYS: Readonly<Record<string, readonly string[]>> = {
  templatingKitName: ['TemplatingKit', 'IonChefPrepKit'],
  sequencekitname: ['SequencingKit'],
  librarykitname: ['LibraryKit', 'LibraryPrepKit'],
};

/** A kit of these kinds by its name, or by its description; of several the active one. */
export function findKit(database: Database, kinds: readonly string[], name: string): Row | undefined {
  const kits = database.table('kitinfo');
  const fits = (kit: Row): boolean => kinds.includes(textIn(kit, 'kitType'));
  const named = kits.find('name', name).find(fits);
  return named ?? preferActive(kits.find('description', name).filter(fits));
}

/** A chip by its name or description, in any case and with blanks around it. */
export function findChipNamed(database: Database, name: string): Row | undefined {
  const asked = name.trim().toLowerCase();
  const chips = database.table('chip').rows;
  const named = chips.find((chip) => textIn(chip, 'name').toLowerCase() === asked);
  return named ?? preferActive(chips.filter((chip) => textIn(chip, 'description').toLowerCase() === asked));
}

/** Whether a plan waits for the Ion Chef: its templating kit is one of the Chef's. */
export function isForChef(database: Database, kitName: string): boolean {
  return findKit(database, ['IonChefPrepKit'], kitName) !== undefined;
}

/** The parts of a list that is kept in a text between semicolons. */
export function partsOf(row: Row, column: string): readonly string[] {
  return textIn(row, column)
    .split(';')
    .filter((part) => part !== '');
}

function preferActive(rows: readonly Row[]): Row | undefined {
  return rows.find((row) => row['isActive'] === true) ?? rows[0];
}
