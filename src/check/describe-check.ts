import type { Difference } from '../rundb/differences.js';
import type { ServerCheck, Tried } from './check-server.js';

/** Milliseconds. With more, times that people type in (of runs, of cursors) are not those that they see. */
const oddClock = 30_000;

/** Whether callers can be served by this server. */
export function isServed({ version, guard, account }: ServerCheck): boolean {
  return [version, guard, account].every((tried) => tried === undefined || 'found' in tried);
}

/** The findings of one server, as lines for the console. */
export function describeCheck(check: ServerCheck): string {
  const { name, version, clock, guard, account, differences } = check;
  const lines: (readonly [string, string])[] = [
    ['version', say(version, (found) => found ?? 'told to those who are logged in only, as before 4.0')],
  ];
  if ('found' in version) {
    lines.push(
      ['superuser', say(guard, (found) => found)],
      ['clock', say(clock, describeClock)],
      ['credentials', account ? say(account, (found) => `of ${found}`) : 'none given, so none were tried'],
      [
        'resources',
        differences ? say(differences, describeDifferences) : 'not asked for without credentials',
      ],
    );
  }
  const verdict = isServed(check) ? 'can be served' : 'cannot be served';
  return [`${name}: ${verdict}`, ...lines.map(([what, said]) => `  ${what.padEnd(12)}${said}`)].join('\n');
}

function say<T>(tried: Tried<T>, describe: (found: T) => string): string {
  return 'failure' in tried ? `FAULT: ${tried.failure}` : describe(tried.found);
}

function describeClock(ahead: number | undefined): string {
  if (ahead === undefined) return 'the server tells no time';
  const seconds = (Math.abs(ahead) / 1000).toFixed(0);
  if (Math.abs(ahead) < 1_500) return 'the same as here, to a second';
  const told = `${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} this machine`;
  return Math.abs(ahead) > oddClock ? `${told}: have both keep time by NTP` : told;
}

function describeDifferences(differences: readonly Difference[]): string {
  if (differences.length === 0) return 'all there, with all their fields, filters and orders';
  const lines = differences.map(
    (difference) => `${''.padEnd(14)}${difference.resource}: ${describeDifference(difference)}`,
  );
  return ['some are other than on 5.18; what is lacking is null, or refused', ...lines].join('\n');
}

function describeDifference({ isMissing, fields, filters, orders }: Difference): string {
  if (isMissing) return 'not there';
  const said: (readonly [string, readonly string[]])[] = [
    ['lacks', fields],
    ['no filter by', filters],
    ['no order by', orders],
  ];
  return said
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => `${what} ${names.join(', ')}`)
    .join('; ');
}
