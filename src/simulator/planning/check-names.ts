import { crash } from '../values/refusals.js';
import type { Findings } from './findings.js';
import { textOf, type PlanQuestion } from './plan-question.js';
import { hasWrongCharacters, isRequired, isTooLong, startsWrongly } from './texts.js';

const CHARACTERS = /^[\w. -]*$/;
const START = /^[a-zA-Z0-9]/;

/** Complaints about the characters and the length of a text. */
export function complainAboutText(label: string, text: string, longest: number): string[] {
  const complaints = CHARACTERS.test(text) ? [] : [hasWrongCharacters(label)];
  return text.length > longest ? [...complaints, isTooLong(label, longest)] : complaints;
}

/** Complaints about the name of a sample, barcoded or not. */
export function complainAboutSampleName(label: string, name: string): string[] {
  const characters = CHARACTERS.test(name) ? [] : [hasWrongCharacters(label)];
  const start = START.test(name) ? [] : [startsWrongly(label)];
  return [...characters, ...start, ...(name.length > 127 ? [isTooLong(label, 127)] : [])];
}

/** A plan's name is wanted always; anything but a text makes rundb crash. */
export function checkPlanName({ data, isWhole }: PlanQuestion, findings: Findings): void {
  if (!('planName' in data) && !isWhole) return;
  const name = 'planName' in data ? data['planName'] : '';
  if (typeof name !== 'string') throw crash();
  if (name.trim() === '') findings.add('planName', isRequired('planName'));
  else findings.add('planName', ...complainAboutText('planName', name, 60));
}

export function checkNotes({ data }: PlanQuestion, findings: Findings): void {
  findings.add('notes', ...complainAboutText('notes', textOf(data, 'notes'), 1024));
}

/** The label of the library's tube loses the blanks around it. */
export function checkTubeLabel({ data }: PlanQuestion, findings: Findings): void {
  const label = textOf(data, 'sampleTubeLabel').trim();
  if (typeof data['sampleTubeLabel'] === 'string') data['sampleTubeLabel'] = label;
  findings.add('sampleTubeLabel', ...complainAboutText('sampleTubeLabel', label, 512));
}

export function checkChipBarcode({ data }: PlanQuestion, findings: Findings): void {
  const barcode = textOf(data, 'chipBarcode');
  if (/^[a-zA-Z0-9]*$/.test(barcode)) return;
  findings.add(
    'chipBarcode',
    ` ${barcode} is invalid. chipBarcode should contain only numbers and letters (without special characters). `,
  );
}

/** Names of projects: a list, or one text, whose parts between commas are looked at one by one. */
export function checkProjects({ data }: PlanQuestion, findings: Findings): void {
  for (const key of ['project', 'projects']) {
    const value = data[key];
    const names: readonly unknown[] = Array.isArray(value) ? value : textOf(data, key).split(',');
    const complaints = names.flatMap((name) => complainAboutProject(key, name));
    findings.add(key, ...new Set(complaints));
  }
}

function complainAboutProject(label: string, name: unknown): string[] {
  if (typeof name !== 'string') throw crash();
  return complainAboutText(label, name.trim(), 64);
}
