import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { HELP } from '../../src/simulator/command.js';
import { USERS } from '../../src/simulator/http/users.js';
import { readWeather } from '../../src/simulator/weather/read-weather.js';

const MANUAL = readFileSync(new URL('../../docs/simulator.md', import.meta.url), 'utf8');

describe('docs/simulator.md', () => {
  it('tells every flag that --help tells', () => {
    const flags = HELP.match(/--[a-z-]+/g) ?? [];
    expect(flags.length).toBeGreaterThan(12);
    expect(flags.filter((flag) => !MANUAL.includes(`\`${flag}`))).toEqual([]);
  });

  it('tells every user with his key', () => {
    expect(USERS.filter(({ name, key }) => !MANUAL.includes(`\`ApiKey ${name}:${key}\``))).toEqual([]);
  });

  it('shows weather that can be meant', () => {
    const [, example = ''] = /```json\n(.*?)```/s.exec(MANUAL) ?? [];
    expect(readWeather(JSON.parse(example))).toHaveProperty('rules.length', 3);
  });
});
