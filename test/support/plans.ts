import type { Simulator } from '../../src/simulator/server.js';
import { ADMIN_KEY, ask } from './ask.js';
import { type Body, isBody, type LabAnswer } from './ask-lab.js';

/** A plan that rundb accepts, without a sample. */
const KITS = {
  library: 'hg19',
  chipType: '520',
  sequencekitname: 'Ion S5 Sequencing Kit',
  librarykitname: 'Ion Xpress Plus Fragment Library Kit',
  templatingKitName: 'Ion 520/530 Kit-OT2',
};

/** A plan of one sample. */
export const PLAIN: Body = { ...KITS, planName: 'a plan', sample: 'a sample' };

/** What rundb wants to be told of a barcode. */
export const INFO: Body = {
  description: '',
  hotSpotRegionBedFile: '',
  nucleotideType: 'DNA',
  reference: 'hg19',
  targetRegionBedFile: '',
};

/** A plan of one sample `S1` with one barcode, whose description may differ. */
export function barcoded(info: Body = {}, changes: Body = {}): Body {
  const barcodes = ['IonXpress_001'];
  const barcodeSampleInfo = { IonXpress_001: { ...INFO, ...info } };
  return {
    ...KITS,
    planName: 'a plan',
    barcodeId: 'IonXpress',
    barcodedSamples: { S1: { barcodes, barcodeSampleInfo } },
    ...changes,
  };
}

/** What barcoded samples of S1 and its barcode are called in texts. */
export const PATH = 'barcodedSamples["S1"]["barcodeSampleInfo"]["IonXpress_001"]';

/** Sends an object to a path below `/rundb/api/v1/`, as the superuser unless another key is given. */
export async function send(
  { port }: Simulator,
  method: string,
  path: string,
  sent?: Body,
  key = ADMIN_KEY,
): Promise<LabAnswer> {
  const headers = { Authorization: key, 'Content-Type': 'application/json' };
  const body = sent === undefined ? {} : { body: JSON.stringify(sent) };
  const answer = await ask(port, { method, path: `/rundb/api/v1/${path}`, headers, ...body });
  const read: unknown = answer.text.startsWith('{') ? JSON.parse(answer.text) : {};
  return { status: answer.status, body: isBody(read) ? read : {} };
}

export function postPlan(simulator: Simulator, plan: Body): Promise<LabAnswer> {
  return send(simulator, 'POST', 'plannedexperiment/', plan);
}

/** What rundb complains of in a plan, by field; undefined when it complains of nothing. */
export async function complaintsAbout(simulator: Simulator, plan: Body): Promise<unknown> {
  return (await postPlan(simulator, plan)).body['error'];
}

/** What rundb complains of in the one barcode of the one sample. */
export async function complaintsAboutBarcode(simulator: Simulator, plan: Body): Promise<unknown> {
  const error = await complaintsAbout(simulator, plan);
  return textsOfBarcode(isBody(error) ? error : {});
}

/** The texts about IonXpress_001 of S1 among errors or warnings. */
export function textsOfBarcode({ barcodedSamples }: Body): unknown {
  const [samples] = listOf(barcodedSamples);
  const [barcodes] = isBody(samples) ? listOf(samples['S1']) : [];
  return isBody(barcodes) ? barcodes['IonXpress_001'] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
