import DataLoader from 'dataloader';
import type { Key, RundbClient } from '../rundb/client.js';
import { RundbError } from '../rundb/error.js';
import { lookup } from '../rundb/lookup.js';
import { LostRow } from '../rundb/row-fault.js';
import { type Family, familiesOf, type Relation } from './by-relation.js';
import type { Source } from './entities.js';
import { wireValue } from './rows.js';

interface Asked {
  readonly parent: Key;
  /** The value that the children must have, where the relation is one `among` several. */
  readonly only: string | undefined;
}

/**
 * Children of many parents in one request. Relations that differ only in the value of one column, such as the results
 * of two plugins, share it too.
 */
export class RelatedLoader {
  readonly #loader: DataLoader<Asked, Family, string | number>;

  constructor(
    private readonly client: RundbClient,
    /** What shows the children on this server. */
    private readonly sources: readonly Source[],
    private readonly relation: Relation,
  ) {
    this.#loader = new DataLoader<Asked, Family, string | number>((asked) => this.#batch(asked), {
      cacheKeyFn: keyOfAsked,
    });
  }

  load(parent: Key, { among }: Relation): Promise<Family> {
    return this.#loader.load({ parent, only: among?.value });
  }

  async #batch(asked: readonly Asked[]): Promise<(Family | RundbError)[]> {
    const values = [...new Set(asked.flatMap(({ only }) => only ?? []))];
    const parents = [...new Set(asked.map(({ parent }) => parent))];
    const found = await this.#families(parents, values);
    const apart = parents.filter((parent) => values.length > 1 && isBroken(found.get(parent)));
    const own = new Map(
      await Promise.all(values.map(async (value) => [value, await this.#families(apart, [value])] as const)),
    );
    return asked.map(({ parent, only }) => {
      const family = own.get(only ?? '')?.get(parent) ?? found.get(parent);
      return family ? this.#cut(family, only) : { resource: this.relation.resource, rows: [] };
    });
  }

  async #families(
    parents: readonly Key[],
    values: readonly string[],
  ): Promise<ReadonlyMap<Key, Family | RundbError>> {
    const { parameters = [], among } = this.relation;
    const [value, ...others] = values;
    const one = others.length === 0;
    const found =
      among && value !== undefined
        ? lookup(among.column, 'text', one ? 'eq' : 'in', one ? value : values)
        : [];
    if (found === 'nothing' || parents.length === 0) return new Map();
    const relation = { ...this.relation, parameters: [...parameters, ...found] };
    const families = await familiesOf(this.client, this.sources, relation, parents);
    return new Map(parents.map((parent, index) => [parent, families[index]] as const).filter(isPresent));
  }

  /** The rows of a family that have the value. */
  #cut(family: Family | RundbError, only: string | undefined): Family | RundbError {
    const { among } = this.relation;
    if (!among || only === undefined || family instanceof RundbError) return family;
    const isMeant = (row: object) => row instanceof LostRow || wireValue(row, among.shownAs) === only;
    return { ...family, rows: family.rows.filter(isMeant) };
  }
}

/** A name may look like a number. */
const keyOfAsked = ({ parent, only }: Asked): string | number => {
  if (only === undefined && typeof parent === 'number') return parent;
  return JSON.stringify([parent, only]);
};

const isPresent = (
  entry: readonly [Key, Family | RundbError | undefined],
): entry is [Key, Family | RundbError] => entry[1] !== undefined;

/** A row that rundb fails to print is not to be lost to those who ask for others. */
function isBroken(family: Family | RundbError | undefined): boolean {
  return family instanceof RundbError || (family?.rows.some((row) => row instanceof LostRow) ?? false);
}
