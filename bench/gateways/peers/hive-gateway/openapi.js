// Writes openapi.json, a description of the part of rundb that the workloads use (npm run compose).
import { writeFileSync } from 'node:fs';
const types = (spec) =>
  Object.fromEntries(
    spec.split(' ').map((f) => {
      const [name, type] = f.split(':');
      return [
        name,
        {
          i: { type: 'integer' },
          n: { type: 'number' },
          b: { type: 'boolean' },
          l: { type: 'array', items: { type: 'string' } },
        }[type] ?? { type: 'string' },
      ];
    }),
  );
const schemas = {
  chip: types('id:i name slots:i description instrumentType isActive:b'),
  experiment: types('id:i expName chipType date status plan results:l'),
  results: types(
    'id:i resultsName status timeStamp experiment libmetrics:l analysismetrics:l qualitymetrics:l pluginresults:l',
  ),
  libmetrics: types(
    'id:i totalNumReads:i aveKeyCounts:n q20_mean_alignment_length:i q20_mapped_bases total_mapped_reads',
  ),
  analysismetrics: types('id:i loading:n bead:i live:i libFinal:i'),
  qualitymetrics: types('id:i q0_bases q0_reads:i q0_mean_read_length:n q20_bases'),
  pluginresult: types('id:i pluginName state'),
  plannedexperiment: types('id:i planName'),
};
const ref = (name) => ({ $ref: `#/components/schemas/${name}` }),
  list = (name) => ({ type: 'array', items: ref(name) });
const ok = (schema) => ({ 200: { description: 'OK', content: { 'application/json': { schema } } } });
const param = (name, where, type) => ({ name, in: where, required: where === 'path', schema: { type } });
const paths = {};
for (const name of Object.keys(schemas)) {
  paths[`/rundb/api/v1/${name}/`] = {
    get: {
      operationId: `${name}_list`,
      parameters: [
        param('limit', 'query', 'integer'),
        param('offset', 'query', 'integer'),
        param('order_by', 'query', 'string'),
      ],
      responses: ok(ref(`${name}_page`)),
    },
  };
  paths[`/rundb/api/v1/${name}/{id}/`] = {
    get: {
      operationId: `${name}_get`,
      parameters: [param('id', 'path', 'integer')],
      responses: ok(ref(name)),
    },
  };
  paths[`/rundb/api/v1/${name}/set/{ids}/`] = {
    get: {
      operationId: `${name}_set`,
      parameters: [param('ids', 'path', 'string')],
      responses: ok(ref(`${name}_set`)),
    },
  };
}
const components = {
  schemas: Object.fromEntries(
    Object.entries(schemas).flatMap(([name, properties]) => [
      [name, { type: 'object', properties }],
      [`${name}_page`, { type: 'object', properties: { objects: list(name) } }],
      [`${name}_set`, { type: 'object', properties: { objects: list(name) } }],
    ]),
  ),
};
writeFileSync(
  new URL('openapi.json', import.meta.url),
  JSON.stringify({ openapi: '3.0.0', info: { title: 'rundb', version: '1' }, paths, components }, null, 1),
);
