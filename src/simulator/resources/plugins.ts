import type { ResourceDeclaration } from './declaration.js';
import { computed, objectIn, textIn } from './fields.js';

/** Installed plugins: only active versions can be seen. docs/rundb.md, "Other resources" */
export const PLUGIN_RESOURCES: readonly ResourceDeclaration[] = [
  {
    name: 'plugin',
    model: 'plugin',
    base: (row) => row['active'] === true,
    fields: {
      availableVersions: computed(() => []),
      hasAbout: computed(() => false),
      input: computed(() => 'False'),
      // Declared as filterable, but no column.
      isConfig: computed((row) => 'isConfig' in objectIn(row, 'status'), 'isConfig'),
      isInstance: computed(() => false),
      isPlanConfig: computed(() => false),
      isSupported: computed(() => true),
      isUpgradable: computed(() => false),
      versionedName: computed((row) => `${textIn(row, 'name')}--v${textIn(row, 'version')}`),
    },
  },
];
