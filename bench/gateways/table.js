// Markdown tables from the driver's raw slices. Also a command: node table.js [--json] out/results.json
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const sum = (list, f) => list.reduce((total, item) => total + f(item), 0);
const quantile = (times, q) => {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
};
const show = (x) =>
  !Number.isFinite(x)
    ? '–'
    : x >= 100
      ? x.toFixed(0)
      : x >= 10
        ? x.toFixed(1)
        : x >= 0.1 || x === 0
          ? x.toFixed(2)
          : x.toFixed(3);

export const floorOf = (run) => {
  const { rps, cpu1, cpuN } = summary(run);
  return { rps, cpu1, cpuN };
};

export function summary({ slices, error, floor }) {
  if (error) return { error };
  const f1 = slices['fast-c1'] ?? [],
    fn = slices['fast-cn'] ?? [],
    s1 = slices['slow-c1'] ?? [],
    sn = slices['slow-cn'] ?? [];
  const cpu = (slot) => (slot.length ? sum(slot, (s) => s.cpu) / sum(slot, (s) => s.n) : undefined);
  const each = [...f1, ...fn].map((s) => s.cpu / s.n),
    lat = (slot) => slot.flatMap((s) => s.times);
  return {
    cpu1: cpu(f1),
    cpuN: cpu(fn),
    cpuLeast: Math.min(...each),
    cpuMost: Math.max(...each),
    rps: fn.length ? (sum(fn, (s) => s.n) / sum(fn, (s) => s.wall)) * 1000 : undefined,
    fast50: quantile(lat(f1), 0.5),
    requests: sum(f1, (s) => s.requests) / sum(f1, (s) => s.n),
    bytes: sum(f1, (s) => s.upstreamBytes) / sum(f1, (s) => s.n),
    size: f1[0]?.size,
    slow50: s1.length ? quantile(lat(s1), 0.5) : undefined,
    slow99: s1.length ? quantile(lat(s1), 0.99) : undefined,
    slowN50: sn.length ? quantile(lat(sn), 0.5) : undefined,
    slowN99: sn.length ? quantile(lat(sn), 0.99) : undefined,
    slowRps: sn.length ? (sum(sn, (s) => s.n) / sum(sn, (s) => s.wall)) * 1000 : undefined,
    cpuToFloor: floor && (cpu(f1) + cpu(fn)) / (floor.cpu1 + floor.cpuN),
    rpsToFloor:
      floor && fn.length ? ((sum(fn, (s) => s.n) / sum(fn, (s) => s.wall)) * 1000) / floor.rps : undefined,
    requestsN: sn.length ? sum(sn, (s) => s.requests) / sum(sn, (s) => s.n) : undefined,
    rss: Math.max(...[...f1, ...fn].map((s) => s.rss)),
    errors: sum([...f1, ...fn, ...s1, ...sn], (s) => s.upstreamErrors),
  };
}

export function table(report, titles = {}) {
  const out = [];
  for (const [key, byPeer] of Object.entries(report.runs)) {
    const rows = Object.entries(byPeer).map(([name, run]) => [name, summary(run)]);
    const many = Object.values(byPeer).flatMap((r) => r.slices?.['fast-cn'] ?? [])[0]?.concurrency ?? 16;
    out.push(
      `### ${key} ${titles[key]?.title ?? ''}`,
      '',
      `| gateway | upstream req/op c=1 / c=${many} | upstream KB/op | CPU ms/op least | c=1 | c=${many} | CPU / floor's | throughput / floor's, c=${many} | p50 no delay | p50 / p99 delay, c=1 | p50 / p99 delay, c=${many} | RSS MB |`,
      '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    );
    for (const [name, s] of rows)
      out.push(
        s.error
          ? `| ${name} | not answered: ${s.error.replaceAll('|', '/').slice(0, 160)} |`
          : `| ${name} | ${show(s.requests)} / ${show(s.requestsN)} | ${show(s.bytes / 1024)} | **${show(s.cpuLeast)}** | ${show(s.cpu1)} | ${show(s.cpuN)} | ${show(s.cpuToFloor)} | ${show(s.rpsToFloor)} | ${show(s.fast50)} | ${show(s.slow50)} / ${show(s.slow99)} | ${show(s.slowN50)} / ${show(s.slowN99)} | ${show(s.rss)} |${s.errors ? ` ${s.errors} upstream errors` : ''}`,
      );
    out.push('');
  }
  return out.join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { workloads } = await import('./workloads.js');
  const report = JSON.parse(readFileSync(process.argv.at(-1), 'utf8'));
  const round = (_, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value);
  if (process.argv.includes('--json'))
    console.log(
      JSON.stringify(
        {
          date: report.date,
          node: report.node,
          runs: Object.fromEntries(
            Object.entries(report.runs).map(([key, runs]) => [
              key,
              Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, summary(run)])),
            ]),
          ),
        },
        round,
        1,
      ),
    );
  else console.log(table(report, workloads));
}
