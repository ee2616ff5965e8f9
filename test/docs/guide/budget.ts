import type { Answered } from './guide.js';
import { anchorOf } from './render.js';

/** Requests, with those of a list that is read in parts as one. */
function counted({ question, measured: { requests } }: Answered): number {
  const once = question.settings.most?.once ?? [];
  const parts = requests.filter((request) => once.includes(request));
  return requests.length - parts.length + new Set(parts).size;
}

/** Questions that asked more of the server than their page promises. */
export function beyondBudget(answered: readonly Answered[]): readonly string[] {
  const beyond = answered.filter((each) => {
    const { requests = Infinity, rounds = Infinity } = each.question.settings.most ?? {};
    return counted(each) > requests || each.measured.rounds > rounds;
  });
  return beyond.map(({ question: { title }, measured }) => `${title}: ${measured.requests.join(', ')}`);
}

/** The questions of a page with what they asked of the server, and what they may ask at most. */
export function budgetTable(answered: readonly Answered[]): string {
  const rows = answered.map((each) => {
    const { title, settings } = each.question;
    const link = `[${title}](#${anchorOf(title)})`;
    const cells = [
      link,
      counted(each),
      settings.most?.requests,
      settings.crowded ? '' : each.measured.rounds,
      settings.most?.rounds,
    ];
    return `| ${cells.map((cell) => cell ?? '').join(' | ')} |`;
  });
  const head = '| operation | requests | at most | rounds | at most |\n| --- | ---: | ---: | ---: | ---: |';
  return [head, ...rows].join('\n');
}
