import { embedMany } from '../resources/fields.js';
import {
  EMBEDDED_IN_PLUGIN_RESULT,
  FORMER_LIBRARY_FIELDS,
  FORMER_PLUGIN_RESULT_FIELDS,
  FORMER_REPORT_FIELDS,
} from './former-fields.js';
import { activateFormerChips, renameRunValues, thinBarcodedSamples } from './former-rows.js';
import {
  LATER_PLAN_FIELDS,
  LATER_PLUGIN_RESULT_FIELDS,
  LATER_QUALITY_FIELDS,
  LATER_REPORT_FIELDS,
  LATER_RUN_FIELDS,
  LATER_SETTINGS_FIELDS,
  LATER_WELL_FIELDS,
  PLATFORM,
} from './later-fields.js';
import type { Release, ReleaseName, Shape } from './release.js';

type Shapes = Readonly<Record<string, Shape>>;

/** What captures of both old releases have in common. */
const FORMER: Shapes = {
  analysismetrics: { without: LATER_WELL_FIELDS },
  compositeexperiment: { without: LATER_RUN_FIELDS },
  compositeresult: { without: LATER_REPORT_FIELDS },
  experiment: {
    without: LATER_RUN_FIELDS,
    fields: { samples: embedMany('experiment', 'samples', 'sample') },
  },
  experimentanalysissettings: { without: LATER_SETTINGS_FIELDS },
  libmetrics: { fields: FORMER_LIBRARY_FIELDS },
  monitorresult: { without: LATER_REPORT_FIELDS },
  plannedexperiment: { without: LATER_PLAN_FIELDS, unprinted: LATER_PLAN_FIELDS },
  pluginresult: { without: LATER_PLUGIN_RESULT_FIELDS, fields: FORMER_PLUGIN_RESULT_FIELDS },
  qualitymetrics: { without: LATER_QUALITY_FIELDS },
  results: { without: LATER_REPORT_FIELDS, fields: FORMER_REPORT_FIELDS },
};

/** No capture shows the platform of a run of 3.6. */
const withoutPlatform = new Set([...LATER_RUN_FIELDS, ...PLATFORM]);

/**
 * Nobody has seen which lists and extra parameters 3.6 lacks. It is simulated as the hardest case: without some of
 * the light lists, and without any parameter beside the fields.
 */
const OLDEST: Shapes = {
  ...FORMER,
  compositeexperiment: { without: withoutPlatform, isPlain: true },
  experiment: { ...FORMER['experiment'], without: withoutPlatform },
  plannedexperiment: { ...FORMER['plannedexperiment'], isPlain: true },
  pluginresult: {
    ...FORMER['pluginresult'],
    fields: { ...FORMER_PLUGIN_RESULT_FIELDS, ...EMBEDDED_IN_PLUGIN_RESULT },
  },
  results: { ...FORMER['results'], isPlain: true },
};

const MESH = ['ionmeshnode'];

export const RELEASES: Readonly<Record<ReleaseName, Release>> = {
  '5.18': {
    version: '5.18.1',
    tellsVersion: true,
    hasMesh: true,
    missing: new Set(),
    shapes: {},
    prepare: () => undefined,
  },
  '4.0': {
    version: '4.0.2',
    tellsVersion: true,
    hasMesh: false,
    missing: new Set(MESH),
    shapes: FORMER,
    prepare(database) {
      activateFormerChips(database);
      renameRunValues(database);
      thinBarcodedSamples(database, ['description', 'externalId']);
    },
  },
  '3.6': {
    version: '3.6.2',
    tellsVersion: false,
    hasMesh: false,
    missing: new Set([...MESH, 'floworder', 'plannedexperimentdb', 'projectresults']),
    shapes: OLDEST,
    prepare(database) {
      activateFormerChips(database);
      renameRunValues(database);
      thinBarcodedSamples(database, []);
    },
  },
};
