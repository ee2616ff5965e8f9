/**
 * Keeps tabs in the browser under names of our own: other pages that show GraphiQL on this address keep theirs.
 * Headers are never kept, they hold keys; the preset ones are put back into tabs that come without.
 */
export function keepInBrowser(storage, presetHeaders) {
  const named = (key) => `rundb-graphql:${key}`;
  return {
    get length() {
      return storage.length;
    },
    getItem: (key) => restoreHeaders(key, storage.getItem(named(key)), presetHeaders),
    setItem: (key, value) => storage.setItem(named(key), value),
    removeItem: (key) => storage.removeItem(named(key)),
    clear: () => storage.clear(),
  };
}

function restoreHeaders(key, text, presetHeaders) {
  if (!text || !presetHeaders || !key.endsWith('tabState')) return text;
  const state = JSON.parse(text);
  const tabs = state.tabs.map((tab) => ({ ...tab, headers: tab.headers ?? presetHeaders }));
  return JSON.stringify({ ...state, tabs });
}
