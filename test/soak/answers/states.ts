import { stateOf } from '../../../src/simulator/resources/report-status.js';

const REPORT_STATES: Readonly<Record<string, string>> = {
  Completed: 'COMPLETED',
  Error: 'FAILED',
  Progress: 'IN_PROGRESS',
  Other: 'OTHER',
};

/** A report's state is the group that the Torrent Server itself puts its status in. */
export function foldReport(status: unknown): string {
  return REPORT_STATES[stateOf(String(status ?? '')) ?? ''] ?? 'UNKNOWN';
}

const ACQUISITIONS: Readonly<Record<string, string>> = {
  '': 'NOT_STARTED',
  Complete: 'COMPLETE',
  Completed: 'COMPLETE',
  'Missing File(s)': 'MISSING_FILES',
  'User Aborted': 'USER_ABORTED',
  'Lost Chip Connection': 'LOST_CHIP_CONNECTION',
};

export function foldAcquisition(ftpStatus: unknown): string {
  const text = String(ftpStatus ?? '');
  return ACQUISITIONS[text] ?? (/^[0-9]+$/.test(text) ? 'IN_PROGRESS' : 'UNKNOWN');
}

const PLAN_STATES = 'pending reserved planned run voided transferred inactive'.split(' ');

export function foldPlan(status: unknown): string {
  return PLAN_STATES.includes(String(status)) ? String(status).toUpperCase() : 'UNKNOWN';
}

const PLUGIN_STATES: Readonly<Record<string, string>> = {
  Pending: 'PENDING',
  Queued: 'PENDING',
  Started: 'RUNNING',
  Completed: 'COMPLETED',
  Error: 'FAILED',
  'Timed Out': 'FAILED',
  'Failed Validation': 'FAILED',
  Resource: 'FAILED',
  Cancelled: 'CANCELLED',
  Declined: 'OTHER',
  Archived: 'OTHER',
};

export function foldPlugin(status: unknown): string {
  return PLUGIN_STATES[String(status)] ?? 'UNKNOWN';
}
