#!/usr/bin/env node
// The CPU floor of the workloads, with no HTTP and no GraphQL: the bytes of the fewest upstream answers are in
// memory, and the time is that of (a) JSON.parse alone, (b) JSON.parse, pick the fields, JSON.stringify, and
// (c) one pass that skips what was not asked for and cuts out the raw text of the fields that were.
import { objects } from './upstream/data.js';

const page = (list) =>
  Buffer.from(
    JSON.stringify({
      meta: { limit: 1000, next: null, offset: 0, previous: null, total_count: list.length },
      objects: list,
    }),
  );
const some = (resource, from, count) => page(objects(resource).slice(from, from + count));
const work = {
  W1: [[some('chip', 0, 60), 'id name slots description instrumentType isActive']],
  W2: [[some('compositeexperiment', 1980, 20), 'id expName chipType date status results']],
  W3: [
    [some('results', 0, 100), 'id resultsName status libmetrics experiment'],
    [some('libmetrics', 0, 100), 'id totalNumReads aveKeyCounts q20_mean_alignment_length q20_mapped_bases'],
    [some('experiment', 0, 50), 'id expName chipType plan'],
    [some('plannedexperiment', 0, 50), 'id planName'],
  ],
  W4: [
    [some('results', 0, 1), 'id resultsName status timeStamp pluginresults'],
    [
      some('libmetrics', 0, 1),
      'totalNumReads aveKeyCounts q20_mean_alignment_length q20_mapped_bases total_mapped_reads',
    ],
    [some('analysismetrics', 0, 1), 'loading bead live libFinal'],
    [some('qualitymetrics', 0, 1), 'q0_bases q0_reads q0_mean_read_length q20_bases'],
    [some('pluginresult', 0, 4), 'id pluginName state'],
  ],
  W5: [0, 1000, 2000, 3000].flatMap((from) => [
    [some('results', from, 1000), 'id resultsName status resource_uri'],
    [some('libmetrics', from, 1000), 'report totalNumReads'],
  ]),
};

const QUOTE = 34,
  BACKSLASH = 92,
  OPEN = 123,
  CLOSE = 125,
  LIST = 91,
  END = 93,
  COMMA = 44;
const stringEnd = (b, i) => {
  for (i++; b[i] !== QUOTE; i++) if (b[i] === BACKSLASH) i++;
  return i + 1;
};
function valueEnd(b, i) {
  const first = b[i];
  if (first === QUOTE) return stringEnd(b, i);
  if (first !== OPEN && first !== LIST) {
    while (b[i] !== COMMA && b[i] !== CLOSE && b[i] !== END) i++;
    return i;
  }
  for (let depth = 0; ; i++) {
    const c = b[i];
    if (c === QUOTE) i = stringEnd(b, i) - 1;
    else if (c === OPEN || c === LIST) depth++;
    else if ((c === CLOSE || c === END) && --depth === 0) return i + 1;
  }
}
/** the raw text of the wanted fields of every object of a page (compact JSON, as the server writes it) */
function cut(b, wanted) {
  const keys = wanted.map((name) => Buffer.from(name)),
    out = [];
  let i = b.indexOf('"objects":[') + 11;
  while (b[i] === OPEN) {
    const row = new Array(keys.length);
    while (b[i] !== CLOSE) {
      const start = i + 2,
        end = stringEnd(b, i + 1) - 1,
        length = end - start; // at { or , before a key
      const from = end + 2,
        to = valueEnd(b, from);
      for (let k = 0; k < keys.length; k++) {
        const key = keys[k];
        if (key.length !== length) continue;
        let n = 0;
        while (n < length && key[n] === b[start + n]) n++;
        if (n === length) {
          row[k] = b.latin1Slice(from, to);
          break;
        }
      }
      i = to;
    }
    out.push(row);
    i += b[i + 1] === COMMA ? 2 : 1;
  }
  return out;
}

function cpu(f) {
  const end = performance.now() + 700;
  while (performance.now() < end) f(); // warm
  let runs = 0;
  const before = process.cpuUsage(),
    stop = performance.now() + 1500;
  while (performance.now() < stop) {
    f();
    runs++;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / runs;
}
const show = (x) => (x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toFixed(3));

console.log(
  '| workload | upstream KB | (a) JSON.parse, CPU ms | (b) parse + pick + stringify, CPU ms | (c) skip-scan of the wanted fields, CPU ms |\n|---|--:|--:|--:|--:|',
);
for (const [key, answers] of Object.entries(work)) {
  const plans = answers.map(([bytes, fields]) => [bytes, fields.split(' ')]);
  const size = plans.reduce((sum, [bytes]) => sum + bytes.length, 0);
  for (const [bytes, fields] of plans) {
    // (c) is only worth timing if it is right
    const want = JSON.stringify(
      JSON.parse(bytes).objects.map((o) => fields.map((f) => JSON.stringify(o[f]))),
    );
    if (JSON.stringify(cut(bytes, fields)) !== want) throw new Error(`${key}: wrong cut`);
  }
  const a = cpu(() => plans.map(([bytes]) => JSON.parse(bytes.utf8Slice()).objects.length));
  const b = cpu(() =>
    JSON.stringify(
      plans.map(([bytes, fields]) =>
        JSON.parse(bytes.utf8Slice()).objects.map((o) => {
          const out = {};
          for (const f of fields) out[f] = o[f];
          return out;
        }),
      ),
    ),
  );
  const c = cpu(
    () =>
      plans
        .map(([bytes, fields]) =>
          cut(bytes, fields)
            .map((row) => row.join())
            .join(),
        )
        .join().length,
  );
  console.log(`| ${key} | ${(size / 1024).toFixed(1)} | ${show(a)} | ${show(b)} | ${show(c)} |`);
}
