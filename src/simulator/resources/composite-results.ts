import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { badRequest } from '../values/refusals.js';
import type { Reading, ResourceDeclaration } from './declaration.js';
import { computed, embedMany, embedOne, objectIn, textIn } from './fields.js';
import { printStatus } from './report-status.js';

const QUALITY =
  'id q0_bases q0_mean_read_length q0_reads q20_bases q20_mean_read_length q20_reads resource_uri';
const BEADS = 'bead empty excluded ignored lib libFinal live pinned';

/** A report with a part of its metrics, as the Data page shows it, and the parts. docs/rundb.md, "compositeresult" */
export const COMPOSITE_RESULT_RESOURCES: readonly ResourceDeclaration[] = [
  {
    name: 'compositeresult',
    model: 'results',
    fields: {
      analysismetrics: embedOne('results', 'analysismetrics_set', 'compositeanalysismetrics'),
      eas: { attribute: 'eas', resource: 'compositeexperimentanalysissettings', read: embedSettings },
      i18nstatus: computed((row) => printStatus(textIn(row, 'status'))),
      libmetrics: embedOne('results', 'libmetrics_set', 'compositelibmetrics'),
      projects: embedMany('results', 'projects', 'compositeprojects'),
      qualitymetrics: embedOne('results', 'qualitymetrics_set', 'compositequalitymetrics'),
    },
    complete: completeResult,
  },
  embedded(
    'compositelibmetrics',
    'libmetrics',
    'aveKeyCounts i100Q20_reads id q20_mean_alignment_length resource_uri',
  ),
  {
    ...embedded('compositeanalysismetrics', 'analysismetrics', `${BEADS} id resource_uri total_wells`),
    fields: { total_wells: computed(countWells) },
  },
  embedded('compositequalitymetrics', 'qualitymetrics', QUALITY),
  embedded('compositeprojects', 'project', 'id modified name resource_uri'),
  {
    ...embedded(
      'compositeexperimentanalysissettings',
      'experimentanalysissettings',
      'barcodeKitName chipType isPQ reference references resource_uri',
    ),
    fields: {
      chipType: computed((row, { database }) => chipType(row, database), 'experiment__chipType'),
      isPQ: computed((row, { database }) => chipType(row, database).startsWith('P2')),
      references: computed(summarizeReferences),
    },
  },
];

function embedded(name: string, model: string, fields: string): ResourceDeclaration {
  return { name, model, unregistered: { fields, filterable: true } };
}

function completeResult(object: Record<string, unknown>): void {
  object['analysis_metrics'] = object['analysismetrics'];
  object['quality_metrics'] = object['qualitymetrics'];
  object['isShowAllMetrics'] = true;
}

/** A report without settings refuses every answer that holds it. */
function embedSettings(row: Row, { database, embed }: Reading): unknown {
  const settings = database.one('results', row, 'eas');
  if (settings !== undefined) return embed('compositeexperimentanalysissettings', settings);
  const name = textIn(row, 'resultsName');
  throw badRequest(
    `The model '<Results: ${name}>' has an empty attribute 'eas' and doesn't allow a null value.`,
  );
}

function countWells(row: Row): number {
  const counted = ['bead', 'empty', 'pinned', 'ignored', 'excluded'];
  return counted.reduce((sum, column) => sum + Number(row[column] ?? 0), 0);
}

function chipType(settings: Row, database: Database): string {
  return textIn(database.one('experimentanalysissettings', settings, 'experiment'), 'chipType');
}

function summarizeReferences(settings: Row): string {
  const names = referencesOf(settings);
  return names.length > 1 ? 'Multiple references' : (names[0] ?? '');
}

/** The references of the barcoded samples; without any, that of the settings. */
export function referencesOf(settings: Row): readonly string[] {
  const names = new Set<string>();
  for (const sample of Object.values(objectIn(settings, 'barcodedSamples'))) {
    for (const barcode of Object.values(inObject(sample, 'barcodeSampleInfo'))) {
      const reference = inObject({ barcode }, 'barcode')['reference'];
      if (typeof reference === 'string' && reference !== '') names.add(reference);
    }
  }
  if (names.size === 0) return [textIn(settings, 'reference')];
  return [...names];
}

function inObject(value: unknown, name: string): Record<string, unknown> {
  return objectIn(objectIn({ value }, 'value'), name);
}
