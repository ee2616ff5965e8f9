import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import './layout.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

/** Monaco asks for its workers by label; build.js puts each beside this script. */
const workers = { json: 'json.worker.js', graphql: 'graphql.worker.js' };

self.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(new URL(workers[label] ?? 'editor.worker.js', import.meta.url)),
};

/** Tabs are kept under names of our own: other GraphQL servers that use this address keep theirs. */
const named = (key) => `rundb-graphql:${key}`;
const storage = {
  get length() {
    return localStorage.length;
  },
  getItem: (key) => localStorage.getItem(named(key)),
  setItem: (key, value) => localStorage.setItem(named(key), value),
  removeItem: (key) => localStorage.removeItem(named(key)),
  clear: () =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(named('')))
      .forEach((key) => localStorage.removeItem(key)),
};

/** A link may bring an operation along: `/graphql?query=...&variables=...`. */
function tabOfLink() {
  const link = new URLSearchParams(location.search);
  return link.has('query') ? [{ query: link.get('query'), variables: link.get('variables') }] : [];
}

async function show() {
  const response = await fetch(new URL('settings.json', import.meta.url));
  const { examples, headers } = await response.json();
  const presetHeaders = headers && JSON.stringify(headers, null, 2);
  const tabs = [...tabOfLink(), ...examples].map(({ query, variables }) => ({
    query,
    variables: variables ?? '',
    headers: presetHeaders,
  }));
  const options = {
    fetcher: createGraphiQLFetcher({ url: location.pathname }),
    defaultTabs: tabs.length > 0 ? tabs : undefined,
    initialQuery: tabOfLink()[0]?.query,
    defaultHeaders: presetHeaders,
    defaultEditorToolsVisibility: 'headers',
    storage,
  };
  const page = createElement(GraphiQL, options, createElement(GraphiQL.Logo, null, 'rundb-graphql'));
  createRoot(document.getElementById('graphiql')).render(page);
}

await show();
