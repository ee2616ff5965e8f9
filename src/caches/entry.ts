/** An answer as it is kept: what it was good for, when it was asked for, and its text. */
export interface Entry {
  readonly at: number;
  /** Milliseconds after which it is asked for again. */
  readonly freshFor: number;
  readonly text: string;
}

/** The text has a memory of its own: a slice of a shared one would keep the whole of it alive. */
export function writeEntry(label: string, { at, freshFor, text }: Entry): Buffer {
  const whole = `${label} ${Math.floor(at)} ${freshFor}\n${text}`;
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(whole));
  bytes.write(whole);
  return bytes;
}

/** An entry that was kept under this label, and neither longer ago than `keptFor` nor later than now. */
export function readEntry(
  value: Buffer | undefined,
  label: string,
  { now, keptFor }: { readonly now: number; readonly keptFor: number },
): Entry | undefined {
  const end = value?.indexOf('\n') ?? -1;
  if (!value || end < 0) return undefined;
  const [written, time, age] = value.toString('latin1', 0, end).split(' ');
  const at = Number(time);
  if (written !== label || !(at <= now) || now - at > keptFor) return undefined;
  return { at, freshFor: Number(age), text: value.toString('utf8', end + 1) };
}
