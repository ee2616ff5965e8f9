import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { startGateway } from '../support/gateway.js';
import { hasPromtool, promtool } from './promtool.js';
import { readMetrics, type Sample } from './read-metrics.js';

const rulesFile = 'deploy/prometheus/rules.yml';

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
}
interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly description: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

const rules = (parse(readFileSync(rulesFile, 'utf8')) as Rules).groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(readFileSync('deploy/grafana/rundb-graphql.json', 'utf8')) as Dashboard;

const expressions = [
  ...rules.map(({ alert, expr }) => [`the alert ${alert}`, expr] as const),
  ...dashboard.panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => [`the panel ${title}`, expr] as const),
  ),
];

let text: string;
let samples: readonly Sample[];
beforeAll(async () => {
  const gateway = await startGateway({ environment: { CACHE: 'memory' } });
  await gateway.ask('{ chips(first: 1) { totalCount } }');
  await gateway.ask('{ nothing }');
  text = await (await fetch(new URL('/metrics', gateway.url))).text();
  samples = readMetrics(text);
  await gateway.close();
});

/** What Prometheus adds by itself. */
const ownLabels = ['job', 'instance'];

describe.each(expressions)('%s', (_place, expression) => {
  const selectors = [...expression.matchAll(/\b((?:rundb_graphql|process|nodejs)_\w+)(?:\{([^}]*)\})?/g)];

  it('names metrics that there are', () => {
    const names = selectors.map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !samples.some((one) => one.name === name))).toEqual([]);
  });

  it('names labels that they have', () => {
    const unknown = selectors.flatMap(([, name = '', labels = '']) => {
      const known = samples.find((one) => one.name === name)?.labels ?? {};
      const used = [...labels.matchAll(/(\w+)\s*=?[~=!]/g)].map(([, label = '']) => label);
      return used.filter((label) => !(label in known) && !ownLabels.includes(label));
    });
    expect(unknown).toEqual([]);
  });

  it('groups by labels that they have', () => {
    const labels = new Set(samples.flatMap((one) => Object.keys(one.labels)));
    const grouped = [...expression.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/, */));
    expect(grouped.filter((label) => !labels.has(label) && !ownLabels.includes(label))).toEqual([]);
  });
});

it('every panel says what it shows', () => {
  expect(dashboard.panels.filter(({ description }) => description === '')).toEqual([]);
});

(hasPromtool ? describe : describe.skip)('promtool', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('takes the alert rules', () => {
    expect(promtool(['check', 'rules', rulesFile])).toContain(`${rules.length} rules found`);
  });

  it('sees them fire', () => {
    expect(promtool(['test', 'rules', 'test/seeing/alerts.yml'])).toContain('SUCCESS');
  });

  it('takes what the panels ask', () => {
    const asked = dashboard.panels.flatMap(({ targets }) => targets);
    const recorded = asked.map(({ expr }, index) => ({
      record: `panel:${index}`,
      expr: expr.replaceAll('$__rate_interval', '5m').replaceAll('$job', '.*'),
    }));
    const file = join(folder, 'panels.yml');
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'panels', rules: recorded }] }));
    expect(promtool(['check', 'rules', file])).toContain(`${asked.length} rules found`);
  });

  it('finds no fault with the gateway’s own metrics', () => {
    const own = text.split('\n').filter((line) => /^(# \w+ )?rundb_graphql_/.test(line));
    expect(promtool(['check', 'metrics'], `${own.join('\n')}\n`)).toBe('');
  });
});
