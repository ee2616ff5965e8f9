import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ApolloClient, gql, HttpLink, InMemoryCache, type TypedDocumentNode } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { filter, firstValueFrom } from 'rxjs';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { credentialsOf } from './credentials-of.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** Pages of a list are kept joined, one joined list for each filter and order. */
function openCache() {
  const fields = { reports: relayStylePagination(['filter', 'orderBy']) };
  return new InMemoryCache({ typePolicies: { Query: { fields } } });
}

function openClient(cache = openCache()) {
  return new ApolloClient({
    link: new HttpLink({ uri: gateway.url, headers: credentialsOf('ionadmin') }),
    cache,
  });
}

interface Page {
  readonly reports: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: { readonly rundbId: number; readonly name: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const reports: TypedDocumentNode<Page, { after?: string | null; state?: string }> = gql`
  query Reports($after: String, $state: ReportState) {
    reports(first: 37, after: $after, filter: { state: $state }, orderBy: [{ field: ID, direction: ASC }]) {
      totalCount
      edges {
        cursor
        node {
          id
          rundbId
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const numbersOf = (page: Page | null) => page?.reports.edges.map(({ node }) => node.rundbId);

it('walks a list by fetchMore, and reads the whole of it from its cache', async () => {
  const client = openClient();
  const query = client.watchQuery({ query: reports, variables: { state: 'COMPLETED' } });
  const shown = query.subscribe(() => undefined);
  await firstValueFrom(query.pipe(filter(({ loading }) => !loading)));
  const read = () => client.readQuery({ query: reports, variables: { state: 'COMPLETED' } });
  let pages = 1;
  for (let page = read(); page?.reports.pageInfo.hasNextPage === true; page = read()) {
    await query.fetchMore({ variables: { after: page.reports.pageInfo.endCursor } });
    pages += 1;
  }
  shown.unsubscribe();
  const data = read();
  const expected = gateway.simulator.lab
    .rows('results')
    .filter(({ status }) => status === 'Completed')
    .map(({ id }) => Number(id))
    .toSorted((one, other) => one - other);
  expect(numbersOf(data)).toEqual(expected);
  expect(pages).toBe(Math.ceil(expected.length / 37));
  expect(pages).toBeGreaterThan(4);
  client.stop();
});

it('finds one row under its global id, whatever list it came from', async () => {
  const cache = openCache();
  const client = openClient(cache);
  await client.query({ query: reports, variables: {} });
  const one = gql`
    query One($id: ID!) {
      report(id: $id) {
        id
        name
        status
      }
    }
  `;
  const kept = Object.entries(cache.extract()).find(([key]) => key.startsWith('Report:'));
  const id = kept?.[0].slice('Report:'.length);
  const { data } = await client.query<{ report: { id: string; name: string } }>({
    query: one,
    variables: { id },
  });
  expect(data?.report.id).toBe(id);
  expect(cache.extract()[`Report:${id}`]).toMatchObject({
    name: data?.report.name,
    status: expect.any(String),
  });
  client.stop();
});

it('tells errors by their code, beside what could be answered', async () => {
  const client = openClient();
  const query = gql`
    query Two {
      chips(first: 1) {
        totalCount
      }
      report(id: "no id") {
        name
      }
    }
  `;
  const { data, error } = await client.query<{ chips: { totalCount: number } }>({
    query,
    errorPolicy: 'all',
  });
  expect(data?.chips.totalCount).toBe(15);
  expect(error).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  client.stop();
});
