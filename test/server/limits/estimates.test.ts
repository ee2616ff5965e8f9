import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { readConfig } from '../../../src/config.js';
import { type Estimate, estimateCost } from '../../../src/resolvers/cost/estimate.js';
import { loadSchema } from '../../../src/resolvers/index.js';
import { questionsOf, readPages } from '../../docs/guide/guide.js';

const schema = loadSchema();
const { limits } = readConfig({});
const guide = (await readPages()).flatMap(questionsOf);
const examples = readdirSync('examples').filter((name) => name.endsWith('.graphql'));

function estimate(text: string, variables: Readonly<Record<string, unknown>> = {}): Estimate {
  const document = parse(text);
  const operation = getOperationAST(document);
  const found = operation && estimateCost(schema, document, operation, variables);
  if (!found) throw new Error(`no estimate of ${text}`);
  return found;
}

const metrics = 'libMetrics { id } analysisMetrics { id } qualityMetrics { id } tfMetrics { id }';

describe('the default limits', () => {
  it.each(examples)('let %s through', (name) => {
    const data = `examples/${name.replace('graphql', 'json')}`;
    const hasVariables = readdirSync('examples').includes(name.replace('graphql', 'json'));
    const variables = hasVariables
      ? (JSON.parse(readFileSync(data, 'utf8')) as Record<string, unknown>)
      : undefined;
    expect(estimate(readFileSync(`examples/${name}`, 'utf8'), variables).cost).toBeLessThan(limits.cost / 4);
  });

  it('let the questions of the guide through', () => {
    const costs = guide.map(({ operation, variables }) => estimate(operation, variables).cost);
    expect(costs.length).toBeGreaterThan(40);
    expect(Math.max(...costs)).toBeLessThan(limits.cost);
  });

  it('let 4,000 reports with all metrics, run and plan through', () => {
    const text = `{ reports(first: 4000) { nodes { name experiment { displayName plan { name } } ${metrics} } } }`;
    const { cost, rows } = estimate(text);
    expect(rows).toBe(4000 * 8);
    expect(cost).toBeLessThan(limits.cost);
  });

  it('refuse what goes round in circles', () => {
    const round = '{ experiment { reports { experiment { reports { name } } } } }';
    expect(estimate(`{ reports(first: 1000) { nodes ${round} } }`).cost).toBeGreaterThan(limits.cost);
  });
});

describe('an estimate', () => {
  const rows = (text: string, variables?: Readonly<Record<string, unknown>>) => {
    const { rows, calls } = estimate(text, variables);
    return [rows, calls];
  };

  it('counts rows of lists, and requests by pages', () => {
    expect(rows('{ reports { nodes { name } } }')).toEqual([20, 1]);
    expect(rows('{ reports(first: 2500) { nodes { name } } }')).toEqual([2500, 3]);
    expect(rows('{ reports(first: 30) { edges { node { name } } } }')).toEqual([30, 1]);
    expect(rows('{ reports(first: 30) { totalCount } }')).toEqual([0, 1]);
  });

  it('goes by the variables of the request', () => {
    const text = 'query($n: Int = 7) { reports(first: $n) { nodes { name } } }';
    expect(rows(text)).toEqual([7, 1]);
    expect(rows(text, { n: 50 })).toEqual([50, 1]);
    const optional =
      'query($all: Boolean!) { reports { nodes { name libMetrics @include(if: $all) { id } } } }';
    expect([rows(optional, { all: true }), rows(optional, { all: false })]).toEqual([
      [40, 2],
      [20, 1],
    ]);
  });

  it('counts what is asked by key in batches, and lists inside lists once for each parent', () => {
    expect(rows('{ reports(first: 900) { nodes { libMetrics { id } } } }')).toEqual([1800, 4]);
    const nested = '{ projects(first: 10) { nodes { reports(first: 5) { nodes { name } } } } }';
    expect(rows(nested)).toEqual([60, 11]);
  });

  it('counts the objects of global ids', () => {
    const id = Buffer.from('Report:torrent-server:3').toString('base64url');
    const text = 'query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Report { libMetrics { id } } } }';
    expect(rows(text, { ids: [id, id, 'nonsense'] })).toEqual([4, 2]);
  });

  it('counts what the selection makes the lists embed once', () => {
    const one = estimate('{ experiments(first: 100) { nodes { displayName reports { name status } } } }');
    expect([one.rows, one.dearest.map(({ path }) => path)]).toEqual([100, ['experiments']]);
  });

  it('names the dearest fields', () => {
    const { dearest } = estimate(`{ reports { nodes { name experiment { displayName } ${metrics} } } }`);
    expect(dearest.map(({ path }) => path).slice(0, 2)).toEqual(['reports', 'reports.nodes.experiment']);
  });

  it('is none where the variables do not fit', () => {
    const document = parse('query($n: Int!) { reports(first: $n) { totalCount } }');
    const operation = getOperationAST(document);
    expect(operation && estimateCost(schema, document, operation, { n: 'many' })).toBeUndefined();
  });
});
