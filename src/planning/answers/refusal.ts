import type { Finding, Path } from '../findings.js';
import { isMap } from '../json-map.js';
import type { PlanInput } from '../plan-input.js';
import { kitKeys, pathOfKey } from '../wire/wire-keys.js';
import { readBarcodedRefusal } from './barcoded-refusal.js';
import { textsIn, told } from './told.js';

/**
 * rundb's reasons as findings, from the body of a 400 or the `Warnings` of a 201. A value is a text, a list of texts,
 * or for barcoded samples a nest of both; the whole may be one text. docs/rundb.md, "Creating a plan"
 * @param plan what was sent, for the places of samples and barcodes in it
 */
export function readRefusal(reasons: unknown, plan: PlanInput): readonly Finding[] {
  if (!isMap(reasons)) return textsIn(reasons).map((text) => told([], text));
  return Object.entries(reasons).flatMap(([key, value]) => readKey(key, value, plan));
}

function readKey(key: string, value: unknown, plan: PlanInput): readonly Finding[] {
  if (key === 'barcodedSamples') return readBarcodedRefusal(value, plan);
  if (key === 'Error') return textsIn(value).map((text) => told(pathOfKit(text), text, 'INCOMPATIBLE'));
  return textsIn(value).map((text) => {
    const path = pathOf(key, text, plan);
    return path ? told(path, text) : told([], `${key}: ${text.trim()}`);
  });
}

function pathOf(key: string, text: string, plan: PlanInput): Path | undefined {
  const path = pathOfKey(key);
  const { barcoded } = plan.samples ?? {};
  if (key === 'sample' && barcoded) return ['samples', 'barcoded', 'samples'];
  // The complaint that a file lacks its reference stands under the file.
  if (key === 'bedfile' && text.includes('exists but No Reference')) return ['reference'];
  if (key === 'projects') return [key, ...wrongProject(plan)];
  if (key === 'selectedPlugins' && plan.plugins?.length === 1) return ['plugins', 0, 'name'];
  return path;
}

/** rundb does not say which of the projects it means. */
function wrongProject({ projects }: PlanInput): number[] {
  const isWrong = (name: string) => name.trim().length > 64 || !/^[A-Za-z0-9 ._-]*$/.test(name);
  return (projects ?? []).flatMap((name, index) => (isWrong(name) ? [index] : [])).slice(0, 1);
}

/** A complaint about a combination names the kit by its key. */
function pathOfKit(text: string): Path {
  const kit = Object.entries(kitKeys).find(([, key]) => new RegExp(`\\b${key}\\b`).test(text));
  return kit ? ['kits', kit[0]] : [];
}
