import { defineConfig } from '@graphql-hive/gateway';

const idOf = (uri: string) => uri.split('/').at(-2)!;
const alsoSelect: Record<string, string[]> = { experiment: ['id', 'plan'] }; // what the next level's links need
/** a field that follows a link through the batched in-context call of <resource>_set */
const link = (resource: string, field: string) => ({
  selectionSet: `{ ${field} }`,
  resolve: (root: any, _: unknown, context: any, info: any) =>
    context.rundb.Query[`${resource}_set`]({
      root,
      context,
      info,
      dataLoaderOptions: { maxBatchSize: 200 },
      key: idOf([root[field]].flat()[0]),
      argsFromKeys: (ids: string[]) => ({ ids: [...new Set(ids)].join(';') }),
      selectionSet: (inner: any) => ({
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'objects' },
            selectionSet: {
              ...inner,
              selections: [
                ...(alsoSelect[resource] ?? ['id']).map((value) => ({
                  kind: 'Field',
                  name: { kind: 'Name', value },
                })),
                ...inner.selections,
              ],
            },
          },
        ],
      }),
      valuesFromResults: ({ objects }: any, ids: string[]) => {
        const byId = new Map(objects.map((o: any) => [String(o.id), o]));
        return ids.map((id) => byId.get(id));
      },
    }),
});
const links = (resource: string, field: string) => ({
  selectionSet: `{ ${field} }`,
  resolve: (root: any, args: unknown, context: any, info: any) =>
    Promise.all(
      root[field].map((uri: string) => link(resource, 'uri').resolve({ uri }, args, context, info)),
    ),
});

export const gatewayConfig = defineConfig({
  supergraph: './supergraph.graphql',
  host: '127.0.0.1',
  port: Number(process.env.PORT),
  fork: 1,
  pollingInterval: 0,
  logging: 'error' as any,
  landingPage: false,
  graphiql: false,
  maskedErrors: false,
  additionalResolvers: {
    experiment: { runResults: links('results', 'results'), planned: link('plannedexperiment', 'plan') },
    results: {
      lib: link('libmetrics', 'libmetrics'),
      analysis: link('analysismetrics', 'analysismetrics'),
      quality: link('qualitymetrics', 'qualitymetrics'),
      run: link('experiment', 'experiment'),
      plugins: links('pluginresult', 'pluginresults'),
    },
  },
});
