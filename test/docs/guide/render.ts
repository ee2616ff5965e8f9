import { excerptOf } from './excerpt.js';
import type { Measured } from './lab.js';
import type { Question } from './page.js';

/** What stands below a question: an excerpt of its answer, and what it asked of the Torrent Server. */
export function renderMeasured({ settings, settingsText }: Question, measured: Measured): string {
  return [
    `<!-- measured ${settingsText} -->`.replace('  ', ' '),
    `\`\`\`json\n${excerptOf(measured.body, settings.lists ?? 2)}\n\`\`\``,
    `Upstream: ${countOf(measured, settings.crowded)}${resourcesOf(measured)}.`,
    '<!-- end -->',
  ].join('\n\n');
}

function countOf({ requests, rounds }: Measured, isCrowded = false): string {
  if (requests.length === 0) return 'nothing is asked';
  if (isCrowded) return `${plural(requests.length, 'request')}, at most six at a time`;
  return `${plural(requests.length, 'request')} in ${plural(rounds, 'round')}`;
}

function resourcesOf({ requests }: Measured): string {
  const counted = new Map<string, number>();
  for (const request of requests) counted.set(request, (counted.get(request) ?? 0) + 1);
  const listed = [...counted].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const words = listed.map(([request, count]) => `${count > 1 ? `${count} × ` : ''}\`${request}\``);
  return words.length === 0 ? '' : `: ${words.join(', ')}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The address of a heading within its page, as GitHub forms it. */
export function anchorOf(title: string): string {
  const kept = title.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '');
  return kept.trim().replace(/\s/g, '-');
}

/** Writes what is generated between the comments of that name, where the text has them. */
export function fill(text: string, name: string, generated: string): string {
  const place = new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- end -->`);
  return text.replace(place, () => `<!-- ${name} -->\n\n${generated}\n\n<!-- end -->`);
}
