import type { Row } from '../api.js';
import { PIPELINE_ARGS } from '../models/pipeline-args.js';
import type { Reading, ResourceDeclaration } from './declaration.js';

export const KIT_RESOURCES: readonly ResourceDeclaration[] = [
  { name: 'chip', model: 'chip', complete: addDefaultArgs },
];

/** A chip shows the command lines of the argument set that is the default for it. */
function addDefaultArgs(object: Record<string, unknown>, row: Row, { database }: Reading): void {
  const sets = database.table('analysisargs').find('chipType', row['name']);
  const chosen = sets.find((set) => set['chip_default'] === true && set['active'] === true);
  if (chosen !== undefined) for (const name of PIPELINE_ARGS) object[name] = chosen[name] ?? '';
}
