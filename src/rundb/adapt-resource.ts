import type { Field, Fields, Parameters, Resource } from './resource.js';
import type { ResourceSchema } from './resource-schema.js';

/** What has been found out about a resource of a server. */
export interface Findings {
  readonly release: string;
  readonly schema: ResourceSchema;
  /** Which of the filters beside the fields the server knows. */
  readonly extraFilters: ReadonlySet<string>;
  /** Another resource as the server has it, by the name that it is called here; for filters through relations. */
  find(resource: string): Resource | undefined;
}

/** A resource with those fields, filters and orders that a server of another release has. */
export function adaptResource<R extends Resource>(resource: R, findings: Findings): R {
  const { release, schema, extraFilters } = findings;
  const fields = Object.entries(resource.fields)
    .filter(([name, field]) => isThere(name, field, schema))
    .map(([name, field]) => [name, adaptField(name, field, findings)] as const);
  const adapted: Fields = Object.fromEntries(fields);
  const known = resource.extraFilters.filter((name) => extraFilters.has(name));
  const instead = insteadOf(resource, adapted, extraFilters);
  return {
    ...resource,
    fields: adapted,
    extraFilters: [...known, ...Object.keys(instead)],
    instead,
    release,
  };
}

/** What can be filtered or ordered by stands in a schema; what rundb adds to a finished row does not. */
export function isThere(name: string, { filter, order }: Field, { fields }: ResourceSchema): boolean {
  return fields.has(name) || (filter === '' && !order);
}

function adaptField(name: string, field: Field, { schema, find }: Findings): Field {
  const isFiltered = schema.fields.has(name) && schema.filtering.has(name);
  const { to } = field;
  return {
    ...field,
    filter: isFiltered ? field.filter : '',
    order: field.order && schema.ordering.has(name),
    // Looked up when asked: relations lead back here.
    get fields() {
      return to === undefined ? field.fields : (find(to)?.fields ?? field.fields ?? {});
    },
  };
}

/** The metadata of a thumbnail hold the word, others do not. docs/rundb.md, "results" */
const thumbnails: Readonly<Record<string, Parameters>> = {
  yes: [['metaData__iregex', 'thumb']],
  no: [['metaData__iregex', '^(?!.*thumb)']],
};

/** Columns to ask in the place of parameters that the server does not know. */
function insteadOf(
  { extraFilters }: Resource,
  fields: Fields,
  known: ReadonlySet<string>,
): NonNullable<Resource['instead']> {
  const lacksThumbnails = extraFilters.includes('isThumbnail') && !known.has('isThumbnail');
  return lacksThumbnails && fields['metaData']?.filter === 'F' ? { isThumbnail: thumbnails } : {};
}
