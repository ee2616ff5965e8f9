import type { Cost, Weather, WeatherName } from './weather.js';

/** Milliseconds that a real server works, see docs/rundb.md, "Cost of a row"; estimated from the queries where unmeasured. */
export const REAL_COST: Cost = {
  perRequest: { from: 10, to: 20 },
  perRow: {
    compositeexperiment: 55,
    results: 18,
    experiment: 16,
    pluginresult: 12,
    compositedatamanagement: 10,
    compositeresult: 7.7,
    plannedexperiment: 7,
    plantemplatebasicinfo: 7,
    plannedexperimentdb: 4,
    kitinfo: 3.9,
    sample: 3.7,
    libmetrics: 2.4,
    analysismetrics: 2.4,
    qualitymetrics: 1.8,
    tfmetrics: 1.7,
    projectresults: 1.3,
    dnabarcode: 0.1,
    '*': 3,
  },
};

/** On a machine with two cores more than four requests at once take longer, and no more get done. */
const REAL_AT_ONCE = 4;

/** The weathers that come along. */
export const WEATHERS: Readonly<Record<WeatherName, Weather>> = {
  real: { delay: 'real', atOnce: REAL_AT_ONCE },
  maintenance: { rules: [{ answer: 'maintenance' }] },
};
