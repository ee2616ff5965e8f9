import { findBedFile, type BedKind } from '../checks/bed-files.js';
import { findChip } from '../checks/chip.js';
import { findGrouping } from '../checks/choices.js';
import { findKit } from '../checks/kits.js';
import { runTypeOf } from '../checks/run-type.js';
import type { Facts } from '../lists/facts.js';
import type { PlanInput, PlanKits } from '../plan-input.js';
import { kitKeys, plainKeys, translatedKeys } from './wire-keys.js';
import { writeSamples } from './write-samples.js';

/** What goes over the wire; never `id`, `pk` or `resource_uri`, with which rundb overwrites other plans. */
export type WireBody = Readonly<Record<string, unknown>>;

/**
 * A plan in rundb's keys and in the letters of the server's lists: names for descriptions, paths for the names of
 * files. What is left out or null is not sent.
 */
export function writePlan(plan: PlanInput, facts: Facts): WireBody {
  return {
    ...writePlain(plan),
    ...writeTranslated(plan, facts),
    ...writeKits(plan.kits ?? {}, facts),
    ...writeSamples(plan, facts),
    ...Object.fromEntries(plan.qcThresholds?.map(({ name, threshold }) => [name, threshold]) ?? []),
    ...writeArguments(plan.arguments),
  };
}

function writePlain(plan: PlanInput): WireBody {
  const fields = Object.keys(plainKeys) as (keyof typeof plainKeys)[];
  return said(fields.map((field) => [plainKeys[field], plan[field]]));
}

function writeTranslated(plan: PlanInput, facts: Facts): WireBody {
  const keys = translatedKeys;
  const file = (kind: BedKind, given: string | null | undefined, reference: string | null | undefined) =>
    findBedFile(facts, kind, given, reference)?.file ?? given;
  return said([
    [keys.chipType, findChip(facts, plan.chipType)?.name ?? plan.chipType],
    [keys.reference, plan.reference],
    [keys.runType, given(plan.runType, () => runTypeOf(plan, facts))],
    [keys.applicationGroup, plan.applicationGroup],
    [
      keys.sampleGrouping,
      given(plan.sampleGrouping, (name) => findGrouping(facts.sampleGroupings, name) ?? name),
    ],
    [keys.projects, plan.projects],
    [keys.sampleTubeLabel, given(plan.sampleTubeLabel, (label) => label.trim())],
    [keys.targetRegionBedFile, file('targetRegionBedFile', plan.targetRegionBedFile, plan.reference)],
    [keys.hotSpotRegionBedFile, file('hotSpotRegionBedFile', plan.hotSpotRegionBedFile, plan.reference)],
    [
      keys.mixedTypeRNATargetRegionBedFile,
      file('targetRegionBedFile', plan.mixedTypeRNATargetRegionBedFile, plan.mixedTypeRNAReference),
    ],
    [
      keys.mixedTypeRNAHotSpotRegionBedFile,
      file('hotSpotRegionBedFile', plan.mixedTypeRNAHotSpotRegionBedFile, plan.mixedTypeRNAReference),
    ],
    [keys.sampleSets, given(plan.sampleSets, (names) => (names.length > 0 ? names.join(',') : null))],
    [keys.plugins, given(plan.plugins, writePlugins)],
    [keys.metaData, plan.metaData],
    [keys.status, given(plan.status, (status) => status.toLowerCase())],
  ]);
}

/** By name. What else rundb keeps of a plugin it fills in itself. docs/rundb.md, "Creating a plan" */
function writePlugins(plugins: NonNullable<PlanInput['plugins']>): WireBody {
  const entries = plugins.map(({ name, userInput }) => [name, { name, userInput: userInput ?? {} }] as const);
  return Object.fromEntries(entries);
}

function writeKits(kits: PlanKits, facts: Facts): WireBody {
  const named = (field: 'templating' | 'sequencing' | 'library' | 'controlSequence' | 'samplePrep') =>
    given(kits[field], (name) => findKit(facts, field, name)?.name ?? name);
  return said([
    [kitKeys.templating, named('templating')],
    [kitKeys.sequencing, named('sequencing')],
    [kitKeys.library, named('library')],
    [kitKeys.controlSequence, named('controlSequence')],
    [kitKeys.samplePrep, named('samplePrep')],
    [kitKeys.sequencingBarcode, kits.sequencingBarcode],
    [kitKeys.templatingBarcode, kits.templatingBarcode],
  ]);
}

/** rundb takes them only with this flag, and computes them otherwise. */
function writeArguments(lines: PlanInput['arguments']): WireBody {
  const sent = said(Object.entries(lines ?? {}).map(([field, line]) => [`${field.toLowerCase()}args`, line]));
  return Object.keys(sent).length > 0 ? { ...sent, custom_args: true } : {};
}

function given<T, R>(value: T | null | undefined, write: (value: T) => R): R | null {
  return value === null || value === undefined ? null : write(value);
}

function said(entries: readonly (readonly [key: string, value: unknown])[]): WireBody {
  return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined));
}
