import type { PluginResultRow } from '../loaders/rows.js';
import { isBlankName, readNumber, readText } from '../rundb/values.js';
import { isMap, type JsonMap } from './json-map.js';

/*
 * Readers of what plugins store. Plugins write numbers as texts, shares with a percent sign, and words such as N/A where
 * they have no figure. docs/rundb.md, "Stores of plugins"
 */

/** `"98.30%"` is 98.3, `"480.198"` is 480.198; undefined for what is no number. */
export function readFigure(value: unknown): number | undefined {
  return readNumber(typeof value === 'string' ? value.replace(/\s*%\s*$/, '') : value);
}

/** Yes or no, in the words of plugins. */
export function readYesNo(value: unknown): boolean | undefined {
  const word = typeof value === 'boolean' ? String(value) : readText(value)?.trim().toLowerCase();
  if (word === 'yes' || word === 'true') return true;
  return word === 'no' || word === 'false' ? false : undefined;
}

const noNames: ReadonlySet<string> = new Set(['not using', 'n/a', 'na', 'none']);

/** A name; null where there is none, also where the plugin has a word for it. */
export function readName(value: unknown): string | null {
  const name = readText(value)?.trim();
  return name === undefined || isBlankName(name) || noNames.has(name.toLowerCase()) ? null : name;
}

/** A barcode of a store and what the plugin stored of it. */
export interface StoredBarcode {
  readonly barcode: string;
  readonly stored: JsonMap;
}

/** The barcodes of a store, by name; none where the run has none. */
export function storedBarcodes({ barcodes }: JsonMap): StoredBarcode[] {
  if (!isMap(barcodes)) return [];
  return Object.entries(barcodes)
    .map(([barcode, stored]) => ({ barcode, stored: isMap(stored) ? stored : {} }))
    .sort((one, other) => (one.barcode < other.barcode ? -1 : 1));
}

/** What a result of the named plugin holds; undefined for other plugins, and before the plugin has stored anything. */
export function storeOf(result: PluginResultRow, plugin: string): JsonMap | undefined {
  const { store } = result;
  const isStored = isMap(store) && Object.keys(store).length > 0;
  return isStored && pluginNameOf(result) === plugin ? store : undefined;
}

/**
 * The name of the plugin. Old servers print the plugin itself inside the row; where neither is there, the folder of the
 * output is named after it. docs/rundb.md, "Versions", "Files"
 */
export function pluginNameOf(result: Pick<PluginResultRow, 'pluginName' | 'plugin' | 'path'>): string | null {
  const { pluginName, plugin, path } = result;
  if (pluginName) return pluginName;
  const embedded: unknown = plugin;
  if (isMap(embedded) && typeof embedded['name'] === 'string') return embedded['name'];
  return /\/plugin_out\/([^/]+)_out(\.\d+)?\/?$/.exec(path ?? '')?.[1] ?? null;
}
