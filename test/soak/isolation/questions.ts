import type { Dice } from '../simulator/dice.js';

export interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Whether it makes a plan. */
  readonly isPlanning: boolean;
}

const ask = (query: string): Question => ({ query, isPlanning: false });

const reportFields = 'name libMetrics { totalNumReads } experiment { displayName notes }';
const lists = [
  'chips(first: 500) { nodes { name description } }',
  'kits(first: 40) { nodes { name description } }',
  'runTypes(first: 50) { nodes { description } }',
  'references(first: 5) { nodes { name notes } }',
  'plans(first: 5) { totalCount nodes { name notes } }',
  'experiments(first: 4) { nodes { displayName notes reports { name } } }',
  'reports(filter: { status: { eq: "Completed" } }, first: 3) { totalCount nodes { name qualityMetrics { q0Reads } } }',
] as const;

/** Of these many reports, so that callers ask for the same again and again. */
const reports = 12;

/** A question with something in its answer that is marked for whoever asks. */
export function makeQuestion(dice: Dice, isPlanning: boolean): Question {
  if (isPlanning) return planning(dice);
  const kind = dice.weighed({ list: 4, page: 2, report: 4, batch: 3, both: 1 });
  switch (kind) {
    case 'list':
      return ask(`{ ${dice.pick(lists)} }`);
    case 'page':
      return ask(`{ reports(first: ${1 + dice.below(4)}, offset: ${dice.below(4)}) { nodes { name } } }`);
    case 'report':
      return ask(`{ report(id: ${1 + dice.below(reports)}) { ${reportFields} } }`);
    case 'batch':
      return ask(`{ ${batch(dice)} }`);
    case 'both':
      return ask(`{ ${dice.pick(lists)} ${batch(dice)} }`);
  }
}

/** A question that nobody has asked before, so that its answer is nowhere kept. */
export const freshQuestion = (number: number): Question =>
  ask(
    `{ reports(filter: { timeStamp: { gt: "${new Date(number * 1000).toISOString()}" } }, first: 1) { nodes { name } } }`,
  );

function batch(dice: Dice): string {
  const keys = new Set(Array.from({ length: 2 + dice.below(6) }, () => 1 + dice.below(reports)));
  return [...keys].map((key) => `r${key}: report(id: ${key}) { ${reportFields} }`).join(' ');
}

const plan = {
  chipType: '520',
  reference: 'hg19',
  kits: { templating: 'Ion 520/530 Kit-OT2', sequencing: 'Ion S5 Sequencing Kit' },
  samples: { single: { name: 'isolated' } },
};
const validatePlan = `query ($input: CreatePlanInput!) {
  validatePlan(input: $input) { userErrors { code } }
}`;
const createPlan = `mutation ($input: CreatePlanInput!) {
  createPlan(input: $input) { created plan { name notes } userErrors { code } }
}`;

function planning(dice: Dice): Question {
  const input = { ...plan, planName: `isolated_${dice.below(1_000_000_000)}` };
  if (dice.chance(0.7)) return { query: validatePlan, variables: { input }, isPlanning: false };
  return { query: createPlan, variables: { input }, isPlanning: true };
}
