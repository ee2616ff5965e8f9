import { readdirSync, readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { type Placed, origin } from '../loaders/rows.js';
import { ServerScope } from '../loaders/scope.js';
import { Acquisition } from './acquisition.js';
import { AnalysisSettings } from './analysis-settings.js';
import { AnalysisMetrics } from './analysismetrics.js';
import { ApplicationGroup } from './application-group.js';
import { attachReaders } from './attach.js';
import { Barcode, BarcodeSet } from './barcode.js';
import { ChefRun } from './chef-run.js';
import { Chip } from './chip.js';
import type { SchemaResolvers } from './complete.js';
import { ContentUpload, HotSpotFile, Publisher, TargetRegionFile } from './content.js';
import { BarcodeCoverage } from './coverage-analysis.js';
import { CreatePlanPayload, UpdatePlanPayload, ValidatePlanPayload, VoidPlanPayload } from './create-plan.js';
import { Experiment } from './experiment.js';
import { FlowOrder } from './flow-order.js';
import { Kit } from './kit.js';
import { LibMetrics } from './libmetrics.js';
import { LibraryKey } from './library-key.js';
import { Location } from './location.js';
import { Message } from './message.js';
import { Mutation } from './mutation.js';
import { PipelineArguments } from './pipeline-arguments.js';
import { Plan, PlanKits } from './plan.js';
import { PlanForm, PlanFormKits } from './plan-form.js';
import { PlanUserError } from './plan-user-error.js';
import { Plugin } from './plugin.js';
import { PluginResult, PluginResultJob } from './pluginresult.js';
import { Project } from './project.js';
import { QualityMetrics } from './qualitymetrics.js';
import { Query } from './query.js';
import { ReferenceGenome } from './reference-genome.js';
import { BarcodeFiles, FileLink, ReportFiles } from './report-files.js';
import { QcMetric, ReportQc } from './report-qc.js';
import { Report, ReportStorage } from './report.js';
import { Rig } from './rig.js';
import { RunType } from './run-type.js';
import { Sample } from './sample.js';
import { SampleGrouping } from './sample-grouping.js';
import { SampleSet, SampleSetItem } from './sample-set.js';
import { SampleSheetFinding, SampleSheetPlan } from './sample-sheet.js';
import { DateTime, JSONScalar, SafeInt } from './scalars.js';
import { TFMetrics } from './tfmetrics.js';
import { ThreePrimeAdapter } from './three-prime-adapter.js';
import { TorrentServer } from './torrent-server.js';
import { User } from './user.js';
import { BarcodeVariants } from './variant-caller.js';

const rowType = (row: Placed) => row[origin].entity;
/** Rows that rundb knows by name have no number. */
function numberedType(row: Placed) {
  const type = rowType(row);
  if (type === 'Rig' || type === 'Publisher') throw new Error(`${type} has no number`);
  return type;
}
const nodeType = (node: Placed | ServerScope) =>
  node instanceof ServerScope ? 'TorrentServer' : rowType(node);

const resolvers: SchemaResolvers = {
  Acquisition,
  AnalysisMetrics,
  AnalysisSettings,
  ApplicationGroup,
  Barcode,
  BarcodeCoverage,
  BarcodeFiles,
  BarcodeSet,
  BarcodeVariants,
  ChefRun,
  Chip,
  ContentUpload,
  CreatePlanPayload,
  UpdatePlanPayload,
  VoidPlanPayload,
  DateTime,
  Experiment,
  FileLink,
  FlowOrder,
  HotSpotFile,
  JSON: JSONScalar,
  Kit,
  LibMetrics,
  LibraryKey,
  Location,
  Message,
  Mutation,
  Node: { __resolveType: nodeType },
  PipelineArguments,
  Plan,
  PlanForm,
  PlanFormKits,
  PlanKits,
  PlanUserError,
  Plugin,
  PluginResult,
  PluginResultJob,
  Project,
  Publisher,
  QcMetric,
  QualityMetrics,
  Query,
  ReferenceGenome,
  Report,
  ReportFiles,
  ReportQc,
  ReportStorage,
  Rig,
  RundbObject: { __resolveType: numberedType },
  RunType,
  SafeInt,
  Sample,
  SampleGrouping,
  SampleSet,
  SampleSetItem,
  SampleSheetFinding,
  SampleSheetPlan,
  TargetRegionFile,
  TFMetrics,
  ThreePrimeAdapter,
  TorrentServer,
  User,
  ValidatePlanPayload,
};

const schemaFolder = new URL('../../schema/', import.meta.url);

/** The graph: the files of `schema/` and their resolvers. Throws when one does not fit the other. */
export function loadSchema(): GraphQLSchema {
  const files = readdirSync(schemaFolder).filter((name) => name.endsWith('.graphql'));
  const typeDefs = files.map((name) => readFileSync(new URL(name, schemaFolder), 'utf8'));
  const resolverValidationOptions = { requireResolversToMatchSchema: 'error' } as const;
  return attachReaders(makeExecutableSchema({ typeDefs, resolvers, resolverValidationOptions }), resolvers);
}
