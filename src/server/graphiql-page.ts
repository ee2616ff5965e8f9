import type { Example } from './examples.js';
import type { Exchange } from './exchange.js';
import { jsonReply, type Reply } from './reply.js';
import { pagePolicy } from './security-headers.js';
import { listFiles, sendFile } from './static-files.js';

/** GraphiQL and everything that its page asks for, all of it from this process. */
export interface Graphiql {
  page(): Reply;
  /** What answers a path below the page, if anything does. */
  find(path: string): ((exchange: Exchange) => Promise<Reply> | Reply) | undefined;
}

export interface GraphiqlOptions {
  /** Where `build.js` put the page's script, style, font and workers. */
  readonly directory: URL;
  /** Ready operations, shown as tabs. */
  readonly examples: readonly Example[];
  /** Preset in the headers editor; the demo's only. */
  readonly headers: Readonly<Record<string, string>> | undefined;
}

/** All that the page needs to know, as JSON: without inline script it can live under a strict content policy. */
const settingsPath = '/graphql/graphiql/settings.json';
const filesPath = '/graphql/graphiql/';

export async function openGraphiql({ directory, examples, headers }: GraphiqlOptions): Promise<Graphiql> {
  const files = await listFiles(directory);
  return {
    page: () => ({ status: 200, headers: pageHeaders, body: html }),
    find(path) {
      if (path === settingsPath) return () => jsonReply(200, { examples, headers });
      const file = path.startsWith(filesPath) ? files.get(path.slice(filesPath.length)) : undefined;
      return file && (({ request }) => sendFile(file, request.headers['if-none-match']));
    },
  };
}

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': pagePolicy,
};

/** Addresses are relative, so that the page also works below a proxy's prefix. */
const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>rundb-graphql</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="graphql/graphiql/page.css">
    <script type="module" src="graphql/graphiql/page.js"></script>
  </head>
  <body>
    <div id="graphiql">Loading GraphiQL</div>
  </body>
</html>
`;
