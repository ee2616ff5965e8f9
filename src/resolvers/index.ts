import { readdirSync, readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { type AnyRow, origin } from '../loaders/rows.js';
import { ServerScope } from '../loaders/scope.js';
import { AnalysisMetrics } from './analysisMetrics.js';
import { attachReaders } from './attach.js';
import { Chip } from './chip.js';
import type { SchemaResolvers } from './complete.js';
import { Acquisition, Experiment } from './experiment.js';
import { LibMetrics } from './libMetrics.js';
import { Plan, PlanKits } from './plan.js';
import { Project } from './project.js';
import { QualityMetrics } from './qualityMetrics.js';
import { Query } from './query.js';
import { Report } from './report.js';
import { DateTime, JSONScalar, SafeInt } from './scalars.js';
import { TFMetrics } from './tfMetrics.js';
import { TorrentServer } from './torrentServer.js';

const typeOf = {
  __resolveType: (parent: AnyRow | ServerScope) =>
    parent instanceof ServerScope ? 'TorrentServer' : parent[origin].entity,
};

const resolvers: SchemaResolvers = {
  Acquisition,
  AnalysisMetrics,
  Chip,
  DateTime,
  Experiment,
  JSON: JSONScalar,
  LibMetrics,
  Node: typeOf,
  Plan,
  PlanKits,
  Project,
  QualityMetrics,
  Query,
  Report,
  RundbObject: typeOf,
  SafeInt,
  TFMetrics,
  TorrentServer,
};

const schemaFolder = new URL('../../schema/', import.meta.url);

/** The graph: the files of `schema/` and their resolvers. Throws when one does not fit the other. */
export function loadSchema(): GraphQLSchema {
  const files = readdirSync(schemaFolder).filter((name) => name.endsWith('.graphql'));
  const typeDefs = files.map((name) => readFileSync(new URL(name, schemaFolder), 'utf8'));
  return attachReaders(
    makeExecutableSchema({
      typeDefs,
      resolvers,
      resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
    }),
  );
}
