import type { Row } from '../api.js';
import { textIn } from '../resources/fields.js';
import { findGroup } from './applications.js';
import type { Findings } from './findings.js';
import { runTypeOf, textOf, type PlanQuestion } from './plan-question.js';
import { isNoChoice, isNoChoiceWith, isNotFound } from './texts.js';

const GROUP = 'applicationGroupDisplayedName';

/** A run type is looked for in any letters, but kept as it was sent. */
export function checkRunType({ data, database }: PlanQuestion, findings: Findings): void {
  const asked = textOf(data, 'runType');
  const known = database.table('runtype').rows.filter((row) => row['isActive'] === true);
  const names = known.map((row) => textIn(row, 'runType'));
  if (asked === '' || names.some((name) => name.toLowerCase() === asked.toLowerCase())) return;
  findings.add('runType', isNoChoice('runType', asked, names));
}

/** An application group must be one of those of the run type. */
export function checkGroup({ data, database }: PlanQuestion, findings: Findings): void {
  const asked = textOf(data, GROUP);
  if (asked === '') return;
  const group = findGroup(database, asked);
  if (group === undefined) {
    findings.add(GROUP, isNotFound(GROUP, asked));
    return;
  }
  const runType = database.table('runtype').rows.find((row) => isNamed(row, 'runType', runTypeOf(data)));
  if (runType === undefined) return;
  const groups = database.many('runtype', runType, 'applicationGroups');
  if (groups.includes(group)) return;
  const choices = groups.map((row) => textIn(row, 'description'));
  findings.add(GROUP, isNoChoiceWith(GROUP, asked, 'runType', runTypeOf(data), choices));
}

/** A sample grouping may be named in any letters. */
export function checkGrouping({ data, database }: PlanQuestion, findings: Findings): void {
  const asked = textOf(data, 'sampleGroupingName');
  if (asked === '') return;
  const groupings = database.table('samplegrouptype_cv').rows;
  if (groupings.some((row) => isNamed(row, 'displayedName', asked))) return;
  findings.add('sampleGroupingName', isNotFound('sampleGroupingName', asked));
}

/** Whether a column holds this name, in whatever letters. */
export function isNamed(row: Row, column: string, name: string): boolean {
  return textIn(row, column).toLowerCase() === name.toLowerCase();
}
