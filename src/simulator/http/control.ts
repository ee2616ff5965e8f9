import type { Lab } from '../api.js';
import { badRequest } from './apache.js';
import { JSON_TYPE, type Reply } from './reply.js';
import type { RequestLog } from './request-log.js';
import type { Sky } from '../weather/sky.js';
import { WeatherError } from '../weather/weather.js';

/** What the control paths tell of and change. */
export interface Controls {
  readonly log: RequestLog;
  readonly sky: Sky;
  readonly lab: Pick<Lab, 'tick'>;
}

type Answers = Readonly<Record<string, (controls: Controls, body: string) => Reply>>;

/** What the caller asks cannot be done; the message says why. */
class ControlError extends Error {}

const NOTHING: Reply = { status: 204, body: '', headers: {}, from: 'apache' };

function reply(status: number, value: unknown): Reply {
  const body = `${JSON.stringify(value)}\n`;
  return { status, body, type: JSON_TYPE, headers: { 'Cache-Control': 'no-store' }, from: 'apache' };
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ControlError('the body is no JSON');
  }
}

const LOG: Answers = {
  GET: ({ log }) => reply(200, log.entries),
  DELETE: ({ log }) => {
    log.clear();
    return NOTHING;
  },
};

const WEATHER: Answers = {
  GET: ({ sky }) => reply(200, sky.weather),
  PUT: ({ sky }, body) => {
    sky.set(readJson(body));
    return reply(200, sky.weather);
  },
  DELETE: ({ sky }) => {
    sky.set(undefined);
    return NOTHING;
  },
};

/** One call takes no more steps than these, about two months of the lab, which take some seconds. */
const MOST_STEPS = 10_000;

/** `{"steps": n}`; one step when nothing is said. */
function readSteps(body: string): number {
  const asked: unknown = body.trim() === '' ? {} : readJson(body);
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked)) throw new ControlError(STEPS_FORM);
  const { steps = 1, ...others }: { steps?: unknown } = asked;
  if (typeof steps !== 'number' || !Number.isInteger(steps) || Object.keys(others).length > 0)
    throw new ControlError(STEPS_FORM);
  if (steps < 1 || steps > MOST_STEPS) throw new ControlError(`steps are 1 to ${MOST_STEPS}`);
  return steps;
}

const STEPS_FORM = 'the body must be {"steps": n}';

const TICK: Answers = {
  GET: ({ lab }) => reply(200, lab.tick(0)),
  POST: ({ lab }, body) => reply(200, lab.tick(readSteps(body))),
};

const PATHS: Readonly<Record<string, Answers>> = {
  '/__log': LOG,
  '/__tick': TICK,
  '/__weather': WEATHER,
  '/__weather/state': { GET: ({ sky }) => reply(200, sky.state) },
};

/** Paths of the simulator itself, which no real server has. They ask for no credentials and are not logged. */
export function isControlPath(target = ''): boolean {
  return target.startsWith('/__');
}

/** Answers a path of the simulator itself: 400 with a text that says what is wrong, 405 with the methods allowed. */
export function answerControl(controls: Controls, method: string, target: string, body: string): Reply {
  const answers = Object.hasOwn(PATHS, target) ? PATHS[target] : undefined;
  if (answers === undefined) return { ...badRequest(), status: 404 };
  const answer = Object.hasOwn(answers, method) ? answers[method] : undefined;
  if (answer === undefined)
    return {
      ...reply(405, { error: `${method} is not allowed` }),
      headers: { Allow: Object.keys(answers).join(', ') },
    };
  try {
    return answer(controls, body);
  } catch (error) {
    if (error instanceof ControlError || error instanceof WeatherError)
      return reply(400, { error: error.message });
    throw error;
  }
}
