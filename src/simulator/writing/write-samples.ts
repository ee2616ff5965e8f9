import { Refusal, type WriteAnswer, type WriteRequest } from '../api.js';
import { complainAboutSampleName } from '../planning/check-names.js';
import { isNoChoice } from '../planning/texts.js';
import { crash } from '../values/refusals.js';
import { convertValue } from './convert-value.js';
import { readBody } from './read-body.js';
import { writeRows } from './write-rows.js';
import type { Writer, Writing } from './writing.js';

const STATUSES = ['', 'created', 'planned', 'run'];
const COLUMNS = ['description', 'externalId', 'status'] as const;

type Sent = Record<string, unknown>;

/** Writes samples: anybody may make one, and names and status are checked. docs/rundb.md, "Other resources" */
export const writeSamples: Writer = (request, writing) => {
  if (request.method === 'post' && request.key === undefined) return makeSample(request, writing);
  if (request.method === 'put' && request.key !== undefined) refuseComplaints(complain(readBody(request)));
  return writeRows(request, writing);
};

function makeSample(request: WriteRequest, writing: Writing): WriteAnswer {
  const sent = readBody(request);
  const displayedName = sent['displayedName'] ?? sent['name'];
  if (typeof displayedName !== 'string') throw crash();
  const name = sent['name'] ?? underscored(displayedName);
  refuseComplaints(complain({ ...sent, name, displayedName }));
  const given = COLUMNS.filter((column) => (sent[column] ?? null) !== null);
  const others = given.map((column) => [column, convertValue('text', column, sent[column])] as const);
  const columns = { ...Object.fromEntries(others), name: underscored(String(name)), displayedName };
  const row = writing.around.store.insert('sample', columns);
  return { status: 201, location: `${request.origin}${writing.uriOf(row)}` };
}

/** Complaints about what is sent, in the order in which rundb makes them. */
function complain({ name, displayedName, status }: Sent): readonly string[] {
  return [...complainAboutNames(name, displayedName), ...complainAboutStatus(status)];
}

function complainAboutNames(name: unknown, displayedName: unknown): readonly string[] {
  const sent = displayedName ?? name;
  if (sent === undefined || sent === null) return [];
  if (typeof sent !== 'string') throw crash();
  const complaints = complainAboutSampleName('Sample Name', sent);
  const fits = name === undefined || name === null || underscored(String(name)) === underscored(sent);
  const mismatch = 'Sample name should match sample displayed name, with spaces replaced by underscores.';
  return fits ? complaints : [...complaints, mismatch];
}

function complainAboutStatus(status: unknown): readonly string[] {
  if (status === undefined || status === null || STATUSES.includes(String(status))) return [];
  return [isNoChoice('Sample Status', status, STATUSES)];
}

function refuseComplaints(complaints: readonly string[]): void {
  if (complaints.length > 0) throw new Refusal(400, { error: complaints });
}

function underscored(name: string): string {
  return name.trim().split(/\s+/).join('_');
}
