// The answers' shapes, for the two peers that run a hand-written function for each workload instead of GraphQL.
import http from 'node:http';
const pick = (fields) => {
  const names = fields.split(' ');
  return new Function('o', `return {${names.map((n) => `${JSON.stringify(n)}:o[${JSON.stringify(n)}]`)}}`);
};
export const shape = {
  chip: pick('id name slots description instrumentType isActive'),
  experiment: pick('id expName chipType date status'),
  result: pick('id resultsName status'),
  resultDetail: pick('id resultsName status timeStamp'),
  libmetrics: pick('totalNumReads aveKeyCounts q20_mean_alignment_length q20_mapped_bases'),
  libmetricsDetail: pick(
    'totalNumReads aveKeyCounts q20_mean_alignment_length q20_mapped_bases total_mapped_reads',
  ),
  reads: pick('totalNumReads'),
  run: pick('expName chipType'),
  analysismetrics: pick('loading bead live libFinal'),
  qualitymetrics: pick('q0_bases q0_reads q0_mean_read_length q20_bases'),
  plugin: pick('pluginName state'),
};

/** POST {"query": "W3", "variables": {...}} -> {"data": what work.W3(variables, authorization) gives} */
export const serve = (work) =>
  http
    .createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', async () => {
        const { query, variables } = JSON.parse(body);
        let text,
          status = 200;
        try {
          text = JSON.stringify({ data: await work[query]?.(variables, request.headers.authorization) });
        } catch (error) {
          status = 500;
          text = JSON.stringify({ errors: [error.message] });
        }
        response
          .writeHead(status, {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(text),
          })
          .end(text);
      });
    })
    .listen(Number(process.env.PORT), '127.0.0.1');
