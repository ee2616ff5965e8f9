import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import * as exported from '../../src/simulator/index.js';

const ROOT = new URL('../../', import.meta.url);

it('is what the package exports as rundb-graphql/simulator', async () => {
  const { exports } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'));
  const { types, default: program } = exports['./simulator'];
  expect(types).toBe(program.replace(/\.js$/, '.d.ts'));
  const source = program.replace('./dist/', 'src/').replace(/\.js$/, '.ts');
  expect(existsSync(new URL(source, ROOT))).toBe(true);
  expect(Object.keys(exported).sort()).toEqual(['WeatherError', 'startSimulator']);

  const simulator = await exported.startSimulator({ weather: { rules: [{ answer: 502 }] } });
  expect((await fetch(simulator.url)).status).toBe(502);
  await simulator.close();
});
