/** The number that a flag gives. Throws an Error of one line that names the flag. */
export function readFlagNumber(
  flag: string,
  text: string,
  from: number,
  to: number,
  isWhole: boolean,
): number {
  const number = (isWhole ? /^\d+$/ : /^\d+(\.\d+)?$/).test(text) ? Number(text) : NaN;
  if (number >= from && number <= to) return number;
  const kind = isWhole ? 'whole number' : 'number';
  throw new Error(
    `--${flag}: "${text}" is no ${kind} ${to === Infinity ? `from ${from} on` : `from ${from} to ${to}`}`,
  );
}
