import type { Weather, WeatherRule } from '../../../src/simulator/weather/weather.js';

const POST = { method: 'POST', path: 'plannedexperiment/' } as const;
const LOOKUP = { method: 'GET', path: 'plannedexperiment' } as const;

/**
 * What becomes of plans on their way: cut before, while and after they are stored, refused by the web server with and
 * without being stored, hung, late (and then stored all the same), spoilt. About three of five come to grief.
 */
const posts: readonly WeatherRule[] = [
  { ...POST, probability: 0.08, cut: 'before' },
  { ...POST, probability: 0.08, cut: 'middle' },
  { ...POST, probability: 0.12, cut: 'after' },
  { ...POST, probability: 0.05, answer: 500 },
  { ...POST, probability: 0.05, answer: 500, done: true },
  { ...POST, probability: 0.05, answer: 502, done: true },
  { ...POST, probability: 0.05, answer: 503 },
  { ...POST, probability: 0.05, answer: 504, done: true },
  { ...POST, probability: 0.04, hang: true },
  { ...POST, probability: 0.04, hang: true, done: true },
  { ...POST, probability: 0.1, delay: { from: 600, to: 1600 } },
  { ...POST, probability: 0.04, delay: { from: 600, to: 1600 }, cut: 'after' },
  { ...POST, probability: 0.04, body: 'truncated' },
  { ...POST, probability: 0.03, body: 'garbled' },
  { ...POST, probability: 0.03, body: 'wrong' },
];

/** The question whether a plan is there meets the same weather. */
const lookups: readonly WeatherRule[] = [
  { ...LOOKUP, probability: 0.06, cut: 'before' },
  { ...LOOKUP, probability: 0.06, cut: 'middle' },
  { ...LOOKUP, probability: 0.06, answer: 503 },
  { ...LOOKUP, probability: 0.04, answer: 500 },
  { ...LOOKUP, probability: 0.03, hang: true },
  { ...LOOKUP, probability: 0.04, delay: { from: 300, to: 1000 } },
  { ...LOOKUP, probability: 0.03, body: 'truncated' },
  { ...LOOKUP, probability: 0.03, body: 'garbled' },
  { ...LOOKUP, probability: 0.03, body: 'wrong' },
];

/** The same seed makes the same storm for the same requests in the same order. */
export function stormOf(seed: number): Weather {
  const others: readonly WeatherRule[] = [
    { method: 'GET', probability: 0.02, answer: 503 },
    { method: 'GET', probability: 0.01, cut: 'middle' },
  ];
  return { seed, delay: { from: 0, to: 30 }, rules: [...posts, ...lookups, ...others] };
}
