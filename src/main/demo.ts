/** A user of the simulated Torrent Server; its key is the one that the vendor's documentation prints. */
const authorization = 'ApiKey ionadmin:efb7a14021732d773a4258b69d9452042a31a6b6';

/** Preset in GraphiQL while the simulated server is the only one, and never else. */
export const demoHeaders = { Authorization: authorization };

/** What the console says when the gateway serves the simulated Torrent Server. */
export function describeDemo(url: string): string {
  return `
rundb-graphql serves ${url}

No Torrent Server is configured (RUNDB_URL), so a simulated one with a made-up lab answers.
In a browser the page above is ready to ask it. Everything else sends the header

  Authorization: ${authorization}

for instance

  curl -s ${url} -H 'Authorization: ${authorization}' -H 'Content-Type: application/json' -d '{"query":"{ chips(first: 3) { totalCount nodes { name } } }"}'

`;
}
