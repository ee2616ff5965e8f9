import { defineConfig } from '@graphql-mesh/compose-cli';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';

export const composeConfig = defineConfig({
  subgraphs: [
    {
      sourceHandler: loadOpenAPISubgraph('rundb', {
        source: './openapi.json',
        endpoint: '{env.RUNDB_URL}',
        operationHeaders: { authorization: '{context.headers.authorization}' },
      }),
    },
  ],
  additionalTypeDefs: /* GraphQL */ `
    extend type experiment {
      runResults: [results]
      planned: plannedexperiment
    }
    extend type results {
      lib: libmetrics
      analysis: analysismetrics
      quality: qualitymetrics
      run: experiment
      plugins: [pluginresult]
    }
  `,
});
