import { globalId, keyToLookUp, SERVER } from './global-ids.js';
import { isBroken } from './letters.js';
import type { LabData, LabRow } from './lab-data.js';
import { refuse } from './refused.js';
import { isRun } from './run-fields.js';

type Arguments = Readonly<Record<string, unknown>>;

/** Natural keys of the look-ups, by field of the root: the argument and the column that holds it. */
export const NATURAL_KEYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  chip: { name: 'name' },
  experiment: { name: 'expName', chipBarcode: 'chipBarcode' },
  report: { name: 'resultsName' },
  plan: { shortId: 'planShortID', guid: 'planGUID' },
  project: { name: 'name' },
  plugin: { name: 'name' },
  sample: { name: 'name' },
  reference: { name: 'short_name' },
  kit: { name: 'name' },
  sampleSet: { name: 'displayedName' },
  rig: { name: 'name' },
  libMetrics: {},
  pluginResult: {},
};

const isShown = (row: LabRow): boolean =>
  row.printed !== undefined && (row.type !== 'Experiment' || isRun(row));

/** The row that a look-up of the root means. */
export function lookUp(lab: LabData, field: string, type: string, args: Arguments): LabRow | null {
  const given = Object.entries(args).filter(([name, value]) => name !== 'server' && (value ?? null) !== null);
  const [[name = '', value] = [], ...others] = given;
  if (name === '' || others.length > 0) throw refuse('not one key');
  if (name === 'id') return byKey(lab, type, keyToLookUp(String(value), type));
  const column = NATURAL_KEYS[field]?.[name] ?? '';
  if (isBroken(String(value))) return null;
  const found = lab.find(type, column, value).filter(isShown);
  if (type === 'Plan') return found.toSorted(byReadiness)[0] ?? null;
  if (found.length > 1) throw refuse('several', 'AMBIGUOUS');
  return found[0] ?? null;
}

function byKey(lab: LabData, type: string, key: unknown): LabRow | null {
  const row = lab.one(type, key);
  return row !== null && isShown(row) ? row : null;
}

/** Templates come last; the plan that has not run is meant, else the newest. */
function byReadiness({ stored: one }: LabRow, { stored: other }: LabRow): number {
  return (
    Number(one['isReusable']) - Number(other['isReusable']) ||
    Number(one['planExecuted']) - Number(other['planExecuted']) ||
    Number(other['id']) - Number(one['id'])
  );
}

/** The object of a global id. */
export function nodeOf(lab: LabData, id: string): object | null {
  const [, type = ''] = /^(\w+):/.exec(Buffer.from(id, 'base64url').toString()) ?? [];
  if (id === globalId('TorrentServer', SERVER)) return serverOf(lab);
  return byKey(lab, type, keyToLookUp(id, type));
}

export function serverOf(lab: LabData): object {
  return {
    type: 'TorrentServer',
    id: globalId('TorrentServer', SERVER),
    name: SERVER,
    siteName: lab.siteName,
  };
}
