import { isIP } from 'node:net';
import { z } from 'zod';

/** A variable whose text `parse` turns into its value, or into undefined where it is not what is wanted. */
export function setting<Value>(wanted: string, parse: (text: string) => Value | undefined) {
  return z.string().transform((text, context) => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: `must be ${wanted}, not "${text}"` });
    return z.NEVER;
  });
}

export function wholeNumber(least: number, most: number) {
  return setting(`a whole number from ${least} to ${most}`, (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most ? value : undefined;
  });
}

export const onOff = setting('on or off', (text) => {
  if (['on', 'true', '1'].includes(text.toLowerCase())) return true;
  return ['off', 'false', '0'].includes(text.toLowerCase()) ? false : undefined;
});

export const origins = setting('origins such as https://lims.lab, parted by commas', (text) => {
  const listed = text.split(/[\s,]+/).filter((origin) => origin !== '');
  return listed.every(isOrigin) ? listed : undefined;
});

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

export const networks = setting(
  'addresses or networks such as 10.1.0.5 or 10.1.0.0/16, parted by commas',
  (text) => {
    const listed = text.split(/[\s,]+/).filter((entry) => entry !== '');
    return listed.every(isNetwork) ? listed : undefined;
  },
);

function isNetwork(text: string): boolean {
  const [address = '', bits, ...others] = text.split('/');
  const version = isIP(address);
  if (version === 0 || others.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
