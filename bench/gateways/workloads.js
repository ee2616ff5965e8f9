// The workloads: the variables each run goes through, and the leaf values (in the order of the query's
// fields) that a right answer holds. Leaves are compared as text, so a gateway may wrap or rename as it likes.
import { objects } from './upstream/data.js';

const byId = (resource) => {
  let map;
  return (id) => (map ??= new Map(objects(resource).map((o) => [o.id, o]))).get(id);
};
const get = {
  results: byId('results'),
  experiment: byId('experiment'),
  plannedexperiment: byId('plannedexperiment'),
  libmetrics: byId('libmetrics'),
  analysismetrics: byId('analysismetrics'),
  qualitymetrics: byId('qualitymetrics'),
  pluginresult: byId('pluginresult'),
};
const follow = (uri) => get[uri.split('/').at(-3)](Number(uri.split('/').at(-2)));
const pick = (object, fields) => fields.split(' ').map((field) => object[field]);

export const workloads = {
  W0: { title: '__typename', variables: [{}], expected: () => ['Query'] },
  W1: {
    title: '60 chips',
    variables: [{}],
    expected: () =>
      objects('chip').flatMap((c) => pick(c, 'id name slots description instrumentType isActive')),
  },
  W2: {
    title: '20 newest runs + results',
    variables: Array.from({ length: 10 }, (_, i) => ({ offset: 20 * i })),
    expected: ({ offset }) =>
      objects('experiment')
        .toReversed()
        .slice(offset, offset + 20)
        .flatMap((e) => [
          ...pick(e, 'id expName chipType date status'),
          ...e.results.map(follow).flatMap((r) => pick(r, 'id resultsName status')),
        ]),
  },
  W3: {
    title: '100 results N+1',
    variables: Array.from({ length: 10 }, (_, i) => ({ offset: 100 * i })),
    expected: ({ offset }) =>
      objects('results')
        .slice(offset, offset + 100)
        .flatMap((r) => {
          const e = follow(r.experiment);
          return [
            ...pick(r, 'id resultsName status'),
            ...pick(
              follow(r.libmetrics[0]),
              'totalNumReads aveKeyCounts q20_mean_alignment_length q20_mapped_bases',
            ),
            ...pick(e, 'expName chipType'),
            follow(e.plan).planName,
          ];
        }),
  },
  W4: {
    title: 'one result, detail',
    variables: Array.from({ length: 10 }, (_, i) => ({ id: 101 + 97 * i })),
    expected: ({ id }) => {
      const r = get.results(id);
      return [
        ...pick(r, 'id resultsName status timeStamp'),
        ...pick(
          follow(r.libmetrics[0]),
          'totalNumReads aveKeyCounts q20_mean_alignment_length q20_mapped_bases total_mapped_reads',
        ),
        ...pick(follow(r.analysismetrics[0]), 'loading bead live libFinal'),
        ...pick(follow(r.qualitymetrics[0]), 'q0_bases q0_reads q0_mean_read_length q20_bases'),
        ...r.pluginresults.map(follow).flatMap((p) => pick(p, 'pluginName state')),
      ];
    },
  },
  W5: {
    title: 'all 4,000 results',
    variables: [{}],
    heavy: true,
    expected: () =>
      objects('results').flatMap((r) => [
        ...pick(r, 'id resultsName status'),
        follow(r.libmetrics[0]).totalNumReads,
      ]),
  },
};

export const leaves = (value, out = []) => {
  if (value !== null && typeof value === 'object')
    for (const child of Object.values(value)) leaves(child, out);
  else out.push(String(value));
  return out;
};
