import { cpus } from 'node:os';

const number = (value) => value.toLocaleString('en-US');
const seconds = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(1));

function line({ title, example, script, graph }) {
  const link = `[${title}](../examples/${example}.graphql)`;
  const times = `${(script.seconds / graph.seconds).toFixed(1)}`;
  return [
    link,
    number(script.requests),
    number(graph.requests),
    seconds(script.seconds),
    seconds(graph.seconds),
    times,
  ];
}

function table(head, rows) {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...lines.map((cells) => cells[column].length)));
  const pad = (cells) =>
    `| ${cells.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  return [pad(head), rule, ...rows.map(pad)].join('\n');
}

/** docs/scripts.md */
export function writePage(rows, rounds) {
  const head = ['question', 'requests: script', 'gateway', 'seconds: script', 'gateway', 'times as fast'];
  return `# Instead of a script

Six questions, asked in two ways of the same simulated Torrent Server, which takes as long for each request and each row as
was measured on a real one, and serves four requests at once ([weather \`real\`](simulator.md#weather)):

- **script**: as the examples of the REST guide are written. One request after the other, \`meta.next\` to the next page (of 20
  rows, rundb's own number), a request for each link.
- **gateway**: one operation, all caches off.

The answers of the two are compared in every round.

![seconds of the script and of the gateway, for each question](scripts.svg)

${table(head, rows.map(line))}

Seconds are medians of ${rounds} rounds. Written by \`node bench/scripts/run.js\` on Node ${process.versions.node}, ${cpus().length} cores.
Where the script does well, as with a list that fits a page, the gateway costs what it saves; where rows have links, it is
the number of requests that one waits for.
`;
}
