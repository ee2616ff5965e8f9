import { ask, type Place } from './ask.js';
import { graphql } from './gql/gql.js';
import type { ReportTableQuery, ReportTableQueryVariables } from './gql/graphql.js';

const reportTable = graphql(`
  query ReportTable($first: Int!, $after: String, $filter: ReportFilter) {
    reports(first: $first, after: $after, filter: $filter) {
      nodes {
        name
        timeStamp
        experiment {
          displayName
        }
        libMetrics {
          totalNumReads
          q20MeanAlignmentLength
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export type ReportRow = NonNullable<ReportTableQuery['reports']>['nodes'][number];

/** All reports that pass the filter, newest first, page by page. Rows that come or go meanwhile do not matter. */
export async function* reportsOf(
  place: Place,
  filter: ReportTableQueryVariables['filter'],
  first = 100,
): AsyncGenerator<ReportRow> {
  let after: string | null = null;
  do {
    const { reports }: ReportTableQuery = await ask(place, reportTable, { first, after, filter });
    yield* reports?.nodes ?? [];
    after = reports?.pageInfo.hasNextPage === true ? reports.pageInfo.endCursor : null;
  } while (after !== null);
}
