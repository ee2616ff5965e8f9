import { textIn } from '../resources/fields.js';
import type { Family } from './families.js';
import { secondText, timeOf } from './moments.js';
import { numberOf } from './numbering.js';

/** What a copied family is called. */
export interface NewNames {
  readonly plan: string;
  readonly shortId: string;
  readonly guid: string;
  /** Date of the run, in milliseconds. */
  readonly date: number;
}

/**
 * Finds a family's names in its texts: a run is named after its date, its sequencer, its number and its plan, its
 * folder and its reports after the run.
 */
export class Renaming {
  private readonly old: readonly string[];
  private readonly pattern: RegExp;

  constructor({ run, plan }: Family) {
    this.old = namesIn(
      textIn(plan, 'planName'),
      textIn(plan, 'planShortID'),
      textIn(plan, 'planGUID'),
      timeOf(run['date']),
    );
    const named = this.old.filter((name) => name !== '').sort((a, b) => b.length - a.length);
    this.pattern = new RegExp(
      named.map((name) => `${escape(name)}${/_\d+$/.test(name) ? '(?!\\d)' : ''}`).join('|') || '(?!)',
      'g',
    );
  }

  /** A function that puts new names in the place of the old ones. */
  to({ plan, shortId, guid, date }: NewNames): (text: string) => string {
    const made = namesIn(plan, shortId, guid, date);
    const names = new Map(this.old.map((name, place) => [name, made[place] ?? name]));
    return (text) => text.replace(this.pattern, (name) => names.get(name) ?? name);
  }
}

/** Everything that these four show up as, in one order. */
function namesIn(plan: string, shortId: string, guid: string, date: number | undefined): readonly string[] {
  const number = String(Number(numberOf(plan) ?? 0));
  const spaced = plan.replaceAll('_', ' ');
  const moment = date === undefined ? '' : secondText(date);
  const names =
    plan === ''
      ? ['', '', '', '', '']
      : [`-${number}-${plan}`, `-${number}-${spaced}`, `${plan}_${number}`, plan, spaced];
  return [...names, shortId, guid, moment, moment.replaceAll(/[-T:]/g, '_')];
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
