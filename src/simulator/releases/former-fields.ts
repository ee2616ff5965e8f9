import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import type { FieldDeclaration, Reader } from '../resources/declaration.js';
import { computed, embedOne, objectIn, textIn } from '../resources/fields.js';

/*
 * Fields that captures of 3.6 and 4.0 show and 5.18 lacks, or prints otherwise. docs/rundb.md, "Versions"
 */
type Fields = Readonly<Record<string, FieldDeclaration>>;

const nothing = (name: string): [string, FieldDeclaration] => [name, computed(() => 0)];
/** Sums of bases have 64 bits, so they come as texts. */
const noBases = (name: string): [string, FieldDeclaration] => [name, computed(() => '0')];

const QUALITIES = [7, 10, 17, 20, 47].map((quality) => `q${quality}`);
const LENGTHS = [50, 100, 200, 300, 400];
const FIGURES = [
  'alignments',
  'coverage_percentage',
  'longest_alignment',
  'mean_alignment_length',
  'mean_coverage_depth',
];

/** Figures that were computed of a part of the reads. */
function estimates(kind: 'extrapolated' | 'sampled'): (readonly [string, FieldDeclaration])[] {
  return QUALITIES.flatMap((quality) => [
    ...LENGTHS.map((length) => nothing(`${kind}_${length}${quality}_reads`)),
    ...FIGURES.map((figure) => nothing(`${kind}_${quality}_${figure}`)),
    noBases(`${kind}_mapped_bases_in_${quality}_alignments`),
  ]);
}

/** The oldest figures, of `r`eal and `s`ampled reads. */
function oldest(kind: 'r' | 's'): (readonly [string, FieldDeclaration])[] {
  const reads = [50, 100, 200].flatMap((length) => [10, 17, 20].map((q) => nothing(`${kind}${length}Q${q}`)));
  const others = ['Coverage', 'LongestAlign', 'MeanAlignLen', 'NumAlignments'];
  return [...reads, ...others.map((name) => nothing(`${kind}${name}`))];
}

export const FORMER_LIBRARY_FIELDS: Fields = Object.fromEntries([
  ...estimates('extrapolated'),
  ...estimates('sampled'),
  ...oldest('r'),
  ...oldest('s'),
  ...QUALITIES.flatMap((quality) => [
    nothing(`${quality}_coverage_percentage`),
    noBases(`${quality}_qscore_bases`),
  ]),
  nothing('extrapolated_from_number_of_sampled_reads'),
  nothing('total_number_of_sampled_reads'),
  nothing('genomelength'),
]);

/** A file in the report's folder, named after run and report. */
const file =
  (folder: string, ending: string): Reader =>
  (row, { database }) => {
    const run = database.one('results', row, 'experiment');
    return `${textIn(row, 'reportLink')}${folder}${textIn(run, 'expName')}_${textIn(row, 'resultsName')}${ending}`;
  };

export const FORMER_REPORT_FIELDS: Fields = {
  bamLink: computed(file('', '.bam')),
  fastqLink: computed(file('basecaller_results/', '.fastq')),
  sffLink: computed(file('basecaller_results/', '.sff')),
  tfFastq: computed(file('basecaller_results/', '.tf.fastq')),
  tfSffLink: computed(file('basecaller_results/', '.tf.sff')),
};

const newestJob = (row: Row, database: Database): Row | undefined =>
  database
    .many('pluginresult', row, 'plugin_result_jobs')
    .toSorted((one, other) => Number(other['id']) - Number(one['id']))[0];

/** Time from start to end as Python prints it, `0:47:09`; null until the end. */
const duration: Reader = (row, { database }) => {
  const job = newestJob(row, database);
  const [start, end] = [textIn(job, 'starttime'), textIn(job, 'endtime')];
  if (start === '' || end === '') return null;
  const seconds = Math.round((Date.parse(`${end}Z`) - Date.parse(`${start}Z`)) / 1000);
  const two = (value: number) => String(value % 60).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60))}:${two(seconds)}`;
};

/** What the row itself held before there were jobs is told of the newest job here. */
export const FORMER_PLUGIN_RESULT_FIELDS: Fields = {
  config: computed((row, { database }) => objectIn(newestJob(row, database), 'config')),
  duration: computed(duration),
  jobid: computed((row, { database }) => newestJob(row, database)?.['grid_engine_jobid'] ?? null),
};

/** 3.6 prints owner and plugin whole, the plugin's configuration included. */
export const EMBEDDED_IN_PLUGIN_RESULT: Fields = {
  owner: embedOne('pluginresult', 'owner', 'user'),
  plugin: embedOne('pluginresult', 'plugin', 'plugin'),
};
