import type { Dice } from '../simulator/dice.js';

/** Words and texts that somebody, somewhere between a form and PostgreSQL, reads as something else. */
export const ODD_TEXTS: readonly string[] = [
  '',
  ' ',
  'none',
  'None',
  'nil',
  'null',
  'true',
  'False',
  'a, b',
  ',',
  'it\'s "so"',
  'Ä ö É',
  '日本',
  '😀',
  '%',
  '_',
  '\\',
  '.*',
  '^$',
  '(',
  '[a-z]+',
  'a\nb',
  'x&y=1#z',
  '+',
  '%2C',
  '0',
  '-1',
  'NaN',
];

/** What PostgreSQL keeps in no text. */
const BROKEN_TEXTS: readonly string[] = ['a\0b', '\ud800', 'x\udfff'];

export function makeOddText(dice: Dice): string {
  if (dice.chance(0.05)) return dice.pick(BROKEN_TEXTS);
  if (dice.chance(0.03)) return 'long '.repeat(200 + dice.below(2000));
  return dice.pick(ODD_TEXTS);
}

/** A text near a stored one, mostly. */
export function makeNearText(dice: Dice, text: string): string {
  const at = dice.below(text.length + 1);
  switch (dice.weighed({ same: 60, capitals: 8, longer: 6, shorter: 8, odd: 18 })) {
    case 'same':
      return text;
    case 'capitals':
      return dice.chance(0.5) ? text.toUpperCase() : text.toLowerCase();
    case 'longer':
      return `${text.slice(0, at)}x${text.slice(at)}`;
    case 'shorter':
      return [...text].slice(1).join('');
    case 'odd':
      return makeOddText(dice);
  }
}

/** A part of a text that holds no half of a character. */
export function makePart(dice: Dice, text: string): string {
  const letters = [...text];
  const start = dice.below(letters.length + 1);
  return letters.slice(start, start + 1 + dice.below(6)).join('');
}

export function makeNearNumber(dice: Dice, number: number, isWhole: boolean): number {
  switch (dice.weighed({ same: 60, near: 25, other: 10, huge: 5 })) {
    case 'same':
      return number;
    case 'near':
      return isWhole ? number + dice.pick([-1, 1]) : number * dice.pick([0.999999, 1.000001, 0.5, 2]);
    case 'other':
      return dice.pick([0, -1, 1, 100, 1e6]);
    case 'huge':
      return dice.pick([2 ** 31 - 1, 2 ** 31, -(2 ** 31) - 1, Number.MAX_SAFE_INTEGER]);
  }
}

/** A time near a stored one, as an argument. */
export function makeNearInstant(dice: Dice, milliseconds: number): string {
  const shift = dice.chance(0.6) ? 0 : dice.pick([-1, 1, -1000, 86_400_000]);
  return new Date(milliseconds + shift).toISOString();
}
