import { embedded, flag, json, resource, text } from '../resource.js';
import { location } from './location.js';

/** Sequencers, keyed by name; how to reach them by FTP is a secret and is not read. docs/rundb.md, "Other resources" */
export const rig = resource(
  'rig',
  {
    name: text('FO!'),
    type: text('FO'),
    serial: text('FO'),
    state: text('FO'),
    display_state: text('FO'),
    last_experiment: text('FO'),
    last_init_date: text('FO'),
    last_clean_date: text('FO'),
    version: json('FO'),
    alarms: json('FO'),
    comments: text('FO'),
    host_address: text('FO'),
    updatehome: text('FO'),
    updateflag: flag('FO'),
    updateCommand: json('FO'),
    location: embedded(location, 'RO'),
  },
  { key: 'name' },
);
