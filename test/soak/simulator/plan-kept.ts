import type { Body } from '../../support/ask-lab.js';

/** Keys of a plan that are kept as they are sent. */
const AS_SENT = [
  'chipType',
  'templatingKitName',
  'sequencekitname',
  'librarykitname',
  'library',
  'runType',
  'chipBarcode',
  'notes',
  'planStatus',
  'planGUID',
] as const;

function isNone(value: unknown): boolean {
  return value === null || value === undefined || value === '' || value === 'none';
}

function isSame(sent: unknown, read: unknown): boolean {
  return sent === read || (isNone(sent) && isNone(read));
}

/** Words joined by underscores. */
function joined(text: unknown): string {
  return String(text).trim().split(/\s+/).join('_');
}

/** The keys that a plan, read back, holds otherwise than they were sent. */
export function keptOtherwise(sent: Body, read: Body): readonly string[] {
  const wrong = AS_SENT.filter((key) => key in sent && !isSame(sent[key], read[key])).map(String);
  if (sent['planName'] !== read['planDisplayedName']) wrong.push('planDisplayedName');
  if (joined(sent['planName']) !== read['planName']) wrong.push('planName');
  for (const key of ['flows', 'libraryReadLength'])
    if (key in sent && Number(sent[key]) !== read[key]) wrong.push(key);
  const tube = sent['sampleTubeLabel'];
  if (typeof tube === 'string' && !isSame(tube.trim(), read['sampleTubeLabel']))
    wrong.push('sampleTubeLabel');
  return wrong;
}
