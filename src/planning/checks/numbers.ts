import type { Findings, Path } from '../findings.js';
import { listed, nearest, quoted } from '../suggest.js';
import type { Checking } from './checking.js';

/** Flows, read length and thresholds. */
export function checkNumbers({ plan, facts, found }: Checking): void {
  checkRange(['flows'], 'Flows are', plan.flows, [1, 2000], found);
  checkRange(['libraryReadLength'], 'The read length is', plan.libraryReadLength, [0, 1000], found);
  const names = facts.qcTypes.map(({ name }) => name);
  plan.qcThresholds?.forEach(({ name, threshold }, index) => {
    const path = ['qcThresholds', index];
    const type = facts.qcTypes.find((known) => known.name === name);
    if (!type) {
      const message = `The server has no quality threshold ${quoted(name)}; it has ${listed(names) || 'none'}.`;
      found.refuse([...path, 'name'], 'NOT_FOUND', message, nearest(name, names));
      return;
    }
    const bounds = [type.least ?? -Infinity, type.most ?? Infinity] as const;
    checkRange([...path, 'threshold'], `${name} is`, threshold, bounds, found);
  });
}

function checkRange(
  path: Path,
  what: string,
  value: number | null | undefined,
  [least, most]: readonly [number, number],
  found: Findings,
): void {
  if (value === null || value === undefined || (value >= least && value <= most)) return;
  found.refuse(path, 'INVALID', `${what} from ${least} to ${most}, not ${value}.`);
}
