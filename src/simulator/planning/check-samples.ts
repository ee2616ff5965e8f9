import { isBarcoded } from './barcoded-samples.js';
import { complainAboutSampleName } from './check-names.js';
import type { Findings } from './findings.js';
import { textOf, type PlanQuestion } from './plan-question.js';
import { ONE_OF_BOTH } from './texts.js';

/** A plan has one sample or barcoded ones, never both; a template has none at all. */
export function checkSample(question: PlanQuestion, findings: Findings): void {
  const { data } = question;
  const sample = textOf(data, 'sample');
  if (question.isTemplate) {
    refuseInTemplate(sample !== '', isBarcoded(data), findings);
    return;
  }
  if (sample !== '') findings.add('sample', ...complainAboutSingle(data, sample));
  if (sample !== '' && isBarcoded(data)) {
    findings.replace('barcodedSamples', `sample${ONE_OF_BOTH}`);
    findings.replace('sample', ` barcodedSamples is provided. ${ONE_OF_BOTH}`);
  }
  if (sample === '' && !isBarcoded(data) && question.isWhole) {
    findings.replace('sample', ` sample is missing. ${ONE_OF_BOTH}`);
  }
}

function complainAboutSingle(data: PlanQuestion['data'], sample: string): string[] {
  const kit = textOf(data, 'barcodeId');
  const ofKit = ` Invalid input. barcodeId (${kit}) should not be provided for non barcoded plan`;
  return [...(kit === '' ? [] : [ofKit]), ...complainAboutSampleName('sample', sample)];
}

function refuseInTemplate(hasSample: boolean, hasBarcodedSamples: boolean, findings: Findings): void {
  const what = (kind: string): string =>
    ` Invalid input. ${kind} information cannot be saved in the Plan Template`;
  if (hasSample) findings.add('sample', what('Sample'));
  if (hasBarcodedSamples) findings.replace('barcodedSamples', what('Barcoded sample'));
}
