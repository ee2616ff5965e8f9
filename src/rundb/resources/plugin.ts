import { flag, instant, integer, json, resource, text } from '../resource.js';

/**
 * Installed plugins; its `config` and `userinputfields` are secrets and are not read, `input` repeats `isInstance`.
 * docs/rundb.md, "Other resources"
 */
export const plugin = resource('plugin', {
  id: integer('FO!'),
  name: text('FO!'),
  version: text('FO'),
  versionedName: text(''),
  description: text('FO'),
  date: instant('FO'),
  active: flag('FO'),
  selected: flag('FO'),
  defaultSelected: flag('FO'),
  majorBlock: flag('FO'),
  requires_configuration: flag('FO'),
  isSupported: flag(''),
  isUpgradable: flag(''),
  availableVersions: json(''),
  hasAbout: flag(''),
  isConfig: flag(''),
  isInstance: flag(''),
  isPlanConfig: flag(''),
  packageName: text('FO'),
  path: text('FO'),
  script: text('FO'),
  url: text('FO'),
  status: json('FO'),
  pluginsettings: json('FO'),
});
