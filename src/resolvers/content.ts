import type { ContentUploadRow, HotSpotFileRow, TargetRegionFileRow } from '../loaders/rows.js';
import type { Relation } from '../loaders/scope.js';
import { resources } from '../rundb/resources/index.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { namedRow } from './reference-data.js';
import { loadLink, loadRelated } from './relations.js';

const { wire, from } = readings<TargetRegionFileRow | HotSpotFileRow>();
const ofUpload = readings<ContentUploadRow>();

/** Both kinds of files are rows of one resource. */
const file = {
  ...nodeFields,
  reference: wire('extra'),
  referenceGenome: from(['extra'], (row) => namedRow(row, 'ReferenceGenome', 'short_name', row.extra)),
  isEnabled: wire('enabled'),
  publisher: from(['publisher'], (row, _args: unknown, _context, info) =>
    loadLink(row, 'Publisher', 'publisher', info),
  ),
  upload: from(['contentupload'], (row, _args: unknown, _context, info) =>
    loadLink(row, 'ContentUpload', 'contentupload', info),
  ),
};

export const TargetRegionFile: CompleteResolvers<'TargetRegionFile'> = file;
export const HotSpotFile: CompleteResolvers<'HotSpotFile'> = file;

const targetRegions: Relation<'TargetRegionFile'> = {
  entity: 'TargetRegionFile',
  resource: resources.targetregionfile,
  by: 'contentupload',
};
const hotSpots: Relation<'HotSpotFile'> = {
  entity: 'HotSpotFile',
  resource: resources.hotspotfile,
  by: 'contentupload',
};

export const ContentUpload: CompleteResolvers<'ContentUpload'> = {
  ...nodeFields,
  publisherName: ofUpload.wire('pub'),
  targetRegions: ofUpload.byKey((row, _args: unknown, _context, info) =>
    loadRelated(row, targetRegions, info),
  ),
  hotSpots: ofUpload.byKey((row, _args: unknown, _context, info) => loadRelated(row, hotSpots, info)),
};

export const Publisher: CompleteResolvers<'Publisher'> = { id: nodeFields.id, server: nodeFields.server };
