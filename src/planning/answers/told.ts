import { type Finding, finding, type Path, type PlanErrorCode } from '../findings.js';
import { isMap } from '../json-map.js';
import { codeOfText } from './text-codes.js';

/** A text of rundb's, trimmed, under its place. */
export function told(path: Path, text: string, code: PlanErrorCode = codeOfText(text)): Finding {
  return finding(path, code, text.trim());
}

/** Every text in a value, whatever its shape. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isMap(value) ? Object.values(value).flatMap(textsIn) : [];
}
