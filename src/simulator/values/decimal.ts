const NUMBER = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/**
 * The text that Python's Decimal makes of a number: digits as they stand, an exponent only where plain digits would
 * need too many zeros. rundb reads fractions in JSON columns as such numbers. docs/rundb.md, "Values"
 */
export function printDecimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', power = '0'] = NUMBER.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+(?=\d)/, '');
  const exponent = Number(power) - fraction.length;
  const leading = exponent + digits.length - 1;
  if (exponent > 0 || leading < -6) return sign + scientific(digits, leading);
  const padded = digits.padStart(1 - exponent, '0');
  const point = padded.length + exponent;
  return `${sign}${padded.slice(0, point)}${exponent === 0 ? '' : `.${padded.slice(point)}`}`;
}

function scientific(digits: string, exponent: number): string {
  const fraction = digits.slice(1);
  return `${digits.slice(0, 1)}${fraction === '' ? '' : `.${fraction}`}E${exponent < 0 ? '' : '+'}${exponent}`;
}
