import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { textIn } from '../resources/fields.js';

/**
 * The command lines for a plan: of those for its chip that ask for nothing else than the plan has, the ones that ask
 * for most; failing that the chip's own.
 */
export function findAnalysisArgs(database: Database, plan: Row, run: Row, settings: Row): Row | undefined {
  const runType = database.table('runtype').find('runType', plan['runType'])[0];
  const has: Row = {
    applType: runType?.['id'],
    applGroup: plan['applicationGroup'],
    libraryKitName: settings['libraryKitName'],
    sequenceKitName: run['sequencekitname'],
    templateKitName: plan['templatingKitName'],
    samplePrepKitName: plan['samplePrepKitName'],
  };
  const forChip = database.table('analysisargs').find('chipType', textIn(run, 'chipType'));
  const fitting = forChip.filter((args) => args['active'] === true && fits(args, has, plan));
  const wishes = (args: Row): number => Object.keys(has).filter((key) => isAsked(args, key)).length;
  return [...fitting].sort((a, b) => wishes(b) - wishes(a) || byDefault(a) - byDefault(b))[0];
}

function fits(args: Row, has: Row, plan: Row): boolean {
  const category = textIn(args, 'applCategory');
  const isOfCategory = category === '' || textIn(plan, 'categories').split(';').includes(category);
  return isOfCategory && Object.keys(has).every((key) => !isAsked(args, key) || args[key] === has[key]);
}

function isAsked(args: Row, key: string): boolean {
  return args[key] !== null && args[key] !== undefined && args[key] !== '';
}

function byDefault(args: Row): number {
  return args['chip_default'] === true ? 0 : 1;
}
