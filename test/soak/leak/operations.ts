import type { Dice } from '../simulator/dice.js';

/** One request to the gateway, and how its caller behaves. */
export interface Operation {
  readonly kind: string;
  /** The body, as it is sent. */
  readonly body: string;
  readonly authorization: string | undefined;
  /** Whether the caller leaves while he waits. */
  readonly leaves: boolean;
}

const ionadmin = 'ApiKey ionadmin:efb7a14021732d773a4258b69d9452042a31a6b6';
const ionuser = `ApiKey ionuser:${'1'.repeat(40)}`;
const disabled = `ApiKey disabled:${'3'.repeat(40)}`;
const reports = 315;
const runs = 152;

const metrics = 'libMetrics { totalNumReads } qualityMetrics { q20Bases } pluginStates { pluginName status }';

/** Documents of each kind; some are new every time, as those of a script that writes values into its text are. */
const makers = {
  chips: () => '{ chips(first: 1000) { nodes { name description } } }',
  'one report': (dice: Dice) => `{ report(id: ${1 + dice.below(reports)}) { name status ${metrics} } }`,
  'one run': (dice: Dice) =>
    `{ experiment(id: ${1 + dice.below(runs)}) { log displayName plan { name } reports { name } } }`,
  'a page': (dice: Dice) =>
    `{ reports(first: 5, offset: ${dice.below(300)}) { totalCount nodes { name experiment { displayName } } } }`,
  'not there': (dice: Dice) => `{ report(id: ${100_000 + dice.below(9_000)}) { name } }`,
  'wrong words': (dice: Dice) => `{ report(id: ${dice.below(9)}) { nonsense${dice.below(1_000)} } }`,
  'no GraphQL': (dice: Dice) => `{ report(${dice.below(1_000)} `,
  'a plan to check': (dice: Dice) =>
    `{ validatePlan(input: { planName: "leak ${dice.below(50)}", runType: "GENS" }) { errors { code } } }`,
} satisfies Readonly<Record<string, (dice: Dice) => string>>;

/** How often each is asked; most of a lab's questions are honest and small. */
const shares = {
  chips: 12,
  'one report': 30,
  'one run': 15,
  'a page': 15,
  'not there': 5,
  'wrong words': 5,
  'no GraphQL': 5,
  'a plan to check': 3,
  'no JSON': 3,
  'no credentials': 3,
  'a disabled user': 0.05,
};

/** The next request, made of the dice alone. */
export function makeOperation(dice: Dice): Operation {
  const kind = dice.weighed(shares);
  const leaves = dice.chance(0.04);
  const authorization = dice.chance(0.7) ? ionadmin : ionuser;
  switch (kind) {
    case 'no JSON':
      return { kind, body: `{"query": "{ chips`, authorization, leaves };
    case 'no credentials':
      return { kind, body: bodyOf(makers.chips()), authorization: undefined, leaves };
    case 'a disabled user':
      return { kind, body: bodyOf(makers.chips()), authorization: disabled, leaves };
    default:
      return { kind, body: bodyOf(makers[kind](dice)), authorization, leaves };
  }
}

const bodyOf = (query: string): string => JSON.stringify({ query });
