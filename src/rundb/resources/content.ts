import { flag, instant, integer, json, one, resource, text } from '../resource.js';

const columns = {
  id: integer('FO!'),
  path: text('FO!'),
  name: text(''),
  extra: text('FO'),
  description: text('FO'),
  notes: text('FO'),
  enabled: flag('FO'),
  upload_date: instant('FO'),
  /** Fixed by what is listed, so it is no filter. */
  type: text(''),
  application_tags: text('FO'),
  file: text('FO'),
  meta: json('FO'),
  contentupload: one('contentupload', 'RO'),
  publisher: one('publisher', 'RO'),
} as const;

/** Both words are found for each kind. docs/rundb.md, "Other resources" */
export const targetregionfile = resource('targetregionfile', columns, {
  path: 'content',
  isDistinct: true,
  listParameters: [['type__in', 'target,targets']],
});
export const hotspotfile = resource('hotspotfile', columns, {
  path: 'content',
  isDistinct: true,
  listParameters: [['type__in', 'hotspot,hotspots']],
});
