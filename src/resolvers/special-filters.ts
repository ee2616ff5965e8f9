import type { AcquisitionState, ReportState } from '../generated/resolvers-types.js';
import { UnsendableValueError } from '../rundb/error.js';
import { lookup } from '../rundb/lookup.js';
import type { Parameters } from '../rundb/resource.js';
import type { Condition } from './condition.js';
import { acquisitionLookup, reportStateLookup, type StateLookup } from './states.js';

/** A filter that is not a column of its name. */
export interface Special {
  /** Wire fields to the column asked, or to what the extra parameter names. */
  readonly path: readonly string[];
  /** Whether it is a column that is asked, or a parameter of the resource's own. */
  readonly asks: Condition['asks'];
  parameters(value: unknown, prefix: string): Parameters | 'nothing';
}

const join = (...path: readonly string[]) => path.filter((step) => step !== '').join('__');

/** A column under a name of the gateway's own: the value is an ordinary condition, so only the name is special. */
function stateOf<State extends string>(
  path: readonly string[],
  fold: (state: State) => StateLookup,
): Special {
  return {
    path,
    asks: 'column',
    parameters(value, prefix) {
      const name = join(prefix, ...path);
      const state = fold(value as State);
      if ('regex' in state) return [[`${name}__regex`, state.regex]];
      const [only, ...others] = state.in;
      // An empty text cannot stand in an `in`: rundb takes it for an empty list.
      return only !== undefined && others.length === 0
        ? lookup(name, 'text', 'eq', only)
        : lookup(name, 'text', 'in', state.in);
    },
  };
}

/** A parameter that takes names joined by commas. */
function namesIn(path: readonly string[], asks: Condition['asks']): Special {
  return {
    path,
    asks,
    parameters(value, prefix) {
      const names = value as readonly string[];
      if (names.some((name) => name.includes(','))) {
        throw new UnsendableValueError('rundb cannot look for a name that holds a comma.');
      }
      if (names.includes('')) throw new UnsendableValueError('rundb cannot look for an empty name.');
      return lookup(join(prefix, ...path), 'text', 'in', names);
    },
  };
}

/** By type of the graph and name of the filter. docs/rundb.md, "compositeexperiment" and "results" */
export const specials: Readonly<Record<string, Readonly<Record<string, Special>>>> = {
  Report: {
    state: stateOf<ReportState>(['status'], reportStateLookup),
    isThumbnail: {
      path: ['isThumbnail'],
      asks: 'parameter',
      parameters: (value) => [['isThumbnail', value === true ? 'yes' : 'no']],
    },
  },
  Experiment: {
    acquisition: stateOf<AcquisitionState>(['ftpStatus'], acquisitionLookup),
    state: stateOf<ReportState>(['results', 'status'], reportStateLookup),
    project: namesIn(['results', 'projects', 'name'], 'column'),
    sample: namesIn(['samples', 'name'], 'either'),
    plugin: namesIn(['plugins', 'name'], 'parameter'),
  },
};
