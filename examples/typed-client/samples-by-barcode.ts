import { ask, type Place } from './ask.js';
import { graphql } from './gql/gql.js';

const planOfShortId = graphql(`
  query PlanOfShortId($shortId: String!) {
    plan(shortId: $shortId) {
      name
      state
      barcodedSamples {
        name
        barcodes {
          barcode
        }
      }
    }
  }
`);

/** Sample name by barcode, of the plan with this short id; undefined where there is no such plan. */
export async function samplesByBarcode(
  place: Place,
  shortId: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  const { plan } = await ask(place, planOfShortId, { shortId });
  if (!plan) return undefined;
  const pairs = (plan.barcodedSamples ?? []).flatMap(({ name, barcodes }) =>
    barcodes.map(({ barcode }) => [barcode, name] as const),
  );
  return new Map(pairs);
}
